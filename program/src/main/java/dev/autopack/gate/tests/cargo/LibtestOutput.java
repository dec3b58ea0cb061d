package dev.autopack.gate.tests.cargo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Rust's test harness prints. It never decides alone: it explains an exit code, or takes the
 * word of a good one back.
 */
record LibtestOutput(String text) {
  private static final Pattern LISTED = Pattern.compile("(?m)^(.+): test$");
  private static final Pattern RESULT =
      Pattern.compile(
          "(?m)^test result: (?:ok|FAILED)\\. (\\d+) passed; (\\d+) failed; (\\d+) ign");
  private static final Pattern FAILURES = Pattern.compile("(?m)^failures:\\R((?:    .+\\R?)+)");
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^---- (.+?) stdout ----\\R(.*?)(?=^---- .+? stdout ----$|^failures:$)");

  /** The tests of a list. */
  List<String> listed() {
    return LISTED.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** How many passed by its own last count, or its counts together; -1 where it gives none. */
  int passed() {
    return count(1);
  }

  int failed() {
    return count(2);
  }

  private int count(int group) {
    var results = RESULT.matcher(text).results().toList();
    return results.isEmpty()
        ? -1
        : results.stream().mapToInt(found -> Integer.parseInt(found.group(group))).sum();
  }

  /** Those it says failed. */
  Set<String> failures() {
    return FAILURES
        .matcher(text)
        .results()
        .flatMap(found -> found.group(1).lines())
        .map(String::strip)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What each failed test printed. */
  Map<String, String> sections() {
    return SECTION
        .matcher(text)
        .results()
        .collect(
            Collectors.toMap(found -> found.group(1), LibtestOutput::body, (first, _) -> first));
  }

  private static String body(MatchResult found) {
    return found.group(2).strip();
  }
}
