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
      var option = rest.get(i);
      if (!List.of("--kind", "--runs", "--millis").contains(option)) {
        throw wrong("'%s' is no option.".formatted(option));
      }
      i++;
      if (i >= rest.size()) {
        throw wrong("'%s' has no value.".formatted(option));
      }
      switch (option) {
        case "--kind" -> kinds.add(kind(rest.get(i)));
        case "--runs" -> runs = number(rest.get(i));
        default -> millis = number(rest.get(i));
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

  private static OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + Overhead.USAGE);
  }
}
