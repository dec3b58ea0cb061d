package dev.autopack.bench.overhead;

import dev.autopack.bench.Arguments;
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
    var words = new Arguments(rest, Overhead.USAGE);
    var kinds = new ArrayList<String>();
    int runs = RUNS;
    int millis = MILLIS;
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--kind" -> {
          i++;
          kinds.add(kind(words, words.value(i, "--kind")));
        }
        case "--runs" -> {
          i++;
          runs = words.number(words.value(i, "--runs"), "more than nothing");
        }
        case "--millis" -> {
          i++;
          millis = words.number(words.value(i, "--millis"), "more than nothing");
        }
        default -> throw words.wrong("'%s' is no option.".formatted(rest.get(i)));
      }
    }
    return new OverheadOptions(kinds.isEmpty() ? Sample.KINDS : kinds, runs, millis);
  }

  private static String kind(Arguments words, String text) {
    if (Sample.KINDS.contains(text)) {
      return text;
    }
    throw words.wrong("'%s' is none of %s.".formatted(text, Sample.KINDS));
  }
}
