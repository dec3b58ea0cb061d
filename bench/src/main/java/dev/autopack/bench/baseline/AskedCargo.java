package dev.autopack.bench.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Asks {@code cargo test}, reads what libtest prints, and holds it against the totals in it. */
final class AskedCargo implements Tool {
  private static final Pattern RUNNING =
      Pattern.compile("^\\s+Running (?:unittests )?(\\S+) \\(.*\\)$");
  private static final Pattern TEST =
      Pattern.compile("^test (.+?)(?: - should panic)? \\.\\.\\. (ok|FAILED|ignored)(?:, .*)?$");
  private static final Pattern DOC =
      Pattern.compile("^(\\S+) - (.*?)\\s*\\(line (\\d+)\\)(?: - .*)?$");
  private static final Pattern TOTAL =
      Pattern.compile("^test result: \\w+\\. (\\d+) passed; (\\d+) failed; (\\d+) ignored;.*$");

  private record Doc(String about, int line, String outcome) {}

  @Override
  public Said ask(Place place) throws InterruptedException {
    // One stream, since the line that names a target is on the other one.
    var exit =
        place.run(
            List.of("sh", "-c", "cargo test --offline --no-fail-fast 2>&1"),
            Map.of("CI", "1", "TERM", "dumb"));
    var worst = new Worst();
    var counted = new TreeMap<String, Integer>();
    var said = new TreeMap<String, Integer>();
    var docs = new ArrayList<Doc>();
    var root = "";
    for (var line : exit.out().lines().toList()) {
      var running = RUNNING.matcher(line);
      var test = TEST.matcher(line);
      var total = TOTAL.matcher(line);
      if (running.matches()) {
        root = place.path(running.group(1));
      } else if (test.matches()) {
        var outcome = outcome(test.group(2));
        counted.merge(outcome, 1, Integer::sum);
        var doc = DOC.matcher(test.group(1));
        if (doc.matches()) {
          var item = doc.group(2).isEmpty() ? "(file)" : doc.group(2);
          var about = place.path(doc.group(1)) + "::doc " + item;
          docs.add(new Doc(about, Integer.parseInt(doc.group(3)), outcome));
        } else {
          worst.add(root + "::" + test.group(1), outcome);
        }
      } else if (total.matches()) {
        said.merge("PASSED", Integer.valueOf(total.group(1)), Integer::sum);
        said.merge("FAILED", Integer.valueOf(total.group(2)), Integer::sum);
        said.merge("SKIPPED", Integer.valueOf(total.group(3)), Integer::sum);
      }
    }
    number(docs, worst);
    said.values().removeIf(count -> count == 0);
    return new Said(
        worst.all(),
        exit.took().toMillis(),
        said.equals(counted) ? "" : "cargo counts %s, its tests are %s; ".formatted(said, counted));
  }

  /** Rustdoc's names hold line numbers, so its tests are counted by what they document. */
  private static void number(List<Doc> docs, Worst worst) {
    var counts = new HashMap<String, Integer>();
    docs.stream()
        .sorted(Comparator.comparingInt(Doc::line))
        .forEach(doc -> {
          var number = counts.merge(doc.about(), 1, Integer::sum);
          worst.add(number == 1 ? doc.about() : doc.about() + " #" + number, doc.outcome());
        });
  }

  private static String outcome(String word) {
    return switch (word) {
      case "ok" -> "PASSED";
      case "FAILED" -> "FAILED";
      default -> "SKIPPED";
    };
  }
}
