package dev.autopack.bench.overhead;

import dev.autopack.error.OperatorException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param runs how often each way is run
 * @param millis how long the tests of a sample sleep in all
 */
record OverheadOptions(List<String> kinds, int runs, int millis) {
  private static final int RUNS = 7;
  private static final int MILLIS = 2_000;

  OverheadOptions {
    kinds = List.copyOf(kinds);
  }

  /**
   * Reads the command line.
   *
   * @throws OperatorException naming the first word that cannot be understood
   */
  static OverheadOptions of(List<String> rest) {
    var kinds = new ArrayList<String>();
    int runs = RUNS;
    int millis = MILLIS;
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--kind" -> {
          i++;
          kinds.add(kind(value(rest, i, "--kind")));
        }
        case "--runs" -> {
          i++;
          runs = number(value(rest, i, "--runs"));
        }
        case "--millis" -> {
          i++;
          millis = number(value(rest, i, "--millis"));
        }
        default -> throw wrong("'%s' is no option.".formatted(rest.get(i)));
      }
    }
    return new OverheadOptions(kinds.isEmpty() ? Sample.KINDS : kinds, runs, millis);
  }

  private static String kind(String text) {
    if (Sample.KINDS.contains(text)) {
      return text;
    }
    throw wrong("'%s' is none of %s.".formatted(text, Sample.KINDS));
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with those that are too small.
    }
    throw wrong("'%s' is no number of more than nothing.".formatted(text));
  }

  private static String value(List<String> arguments, int place, String option) {
    if (place >= arguments.size()) {
      throw wrong("'%s' has no value.".formatted(option));
    }
    return arguments.get(place);
  }

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + Overhead.USAGE);
  }
}
