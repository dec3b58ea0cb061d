package dev.autopack.gate.tests.cargo;

import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Identities of documentation tests: rustdoc names them by their line, which the next edit above
 * moves, so here they are counted within the item that they explain.
 */
final class DocName {
  private static final String PREFIX = "doc ";
  private static final Pattern NAME =
      Pattern.compile("(.+?\\.rs) - (?:(.*) )?\\(line (\\d+)\\)(.*)");

  private DocName() {}

  static boolean isOne(TestId id) {
    return id.name().startsWith(PREFIX);
  }

  /** By the name that rustdoc gives. */
  static Map<String, TestId> ids(List<String> names, UnaryOperator<String> file) {
    var ids = new LinkedHashMap<String, TestId>();
    var counts = new HashMap<String, Integer>();
    names.stream()
        .sorted((one, other) -> Integer.compare(line(one), line(other)))
        .forEach(name -> {
          var parts = NAME.matcher(name);
          if (parts.matches()) {
            var item = parts.group(2) == null ? "(file)" : parts.group(2).strip();
            var suite = file.apply(parts.group(1));
            var number = counts.merge(suite + " " + item, 1, Integer::sum);
            ids.put(name, new TestId(suite, PREFIX + item + (number == 1 ? "" : " #" + number)));
          } else {
            ids.put(name, new TestId(file.apply(name), PREFIX + name));
          }
        });
    return ids;
  }

  /** Of one that did not fail: those that are only compiled pass as well. */
  static Outcome outcome(String name) {
    return name.endsWith(" - ignore") || name.endsWith(" ignored")
        ? Outcome.SKIPPED
        : Outcome.PASSED;
  }

  static String location(String name, TestId id) {
    return id.suite() + ":" + line(name);
  }

  private static int line(String name) {
    var parts = NAME.matcher(name);
    return parts.matches() ? Integer.parseInt(parts.group(3)) : 0;
  }
}
