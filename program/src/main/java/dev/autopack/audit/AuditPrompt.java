package dev.autopack.audit;

import dev.autopack.builder.Marker;
import dev.autopack.builder.Scrubber;
import dev.autopack.model.AnswerSchema;
import dev.autopack.model.TokenCounter;
import dev.autopack.plan.Deliverable;
import dev.autopack.workspace.Workspace.ChangedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes what an auditor is asked. The same case gives the same text.
 *
 * <p>Everything quoted is scrubbed of secrets and set off by a marker that it does not hold. A diff
 * that is too long loses whole files, by a rule that the text tells, and names them.
 */
public final class AuditPrompt {
  /** What an answer must look like. */
  public static final AnswerSchema SCHEMA = new AnswerSchema("audit", load("answer.schema.json"));

  private static final String SYSTEM = load("system.md").strip();
  private static final int MAX_LINE_CHARS = 600;
  private static final int MAX_EVIDENCE_LINES = 80;
  private static final int MAX_NAMED = 200;

  private final AuditCase what;
  private final List<String> evidence;
  private final Marker marker;

  private AuditPrompt(AuditCase what) {
    this.what = what;
    this.evidence = bounded(what.evidence(), MAX_EVIDENCE_LINES);
    var others = new ArrayList<>(evidence);
    others.addAll(changed());
    what.diff().files().forEach(file -> others.add(file.path() + "\n" + file.text()));
    this.marker = Marker.absentFrom(plan(), others);
  }

  /**
   * What is sent.
   *
   * @param unseen changed files that had no room
   */
  public record Written(String system, String user, List<String> unseen) {
    public Written {
      unseen = List.copyOf(unseen);
    }

    /** The same question once more, with what was wrong with the last answer. */
    public String again(String wrong) {
      return """
      %s

      # Your last answer could not be used

      %s. Answer again, with the JSON object and nothing else.
      """
          .formatted(user.stripTrailing(), Scrubber.scrub(wrong).text())
          .stripTrailing();
    }
  }

  /**
   * The prompt in at most so many tokens.
   *
   * @return empty where not one changed file has room
   */
  public static Optional<Written> within(int tokens, AuditCase what) {
    var prompt = new AuditPrompt(what);
    var left = new HashSet<>(what.diff().files());
    var order = prompt.inOrderOfWorth();
    while (!left.isEmpty()) {
      var shown = what.diff().files().stream().filter(left::contains).toList();
      var user = prompt.text(shown);
      int over = TokenCounter.count(SYSTEM) + TokenCounter.count(user) - tokens;
      if (over <= 0) {
        return Optional.of(new Written(SYSTEM, user, prompt.unseen(shown)));
      }
      // Several at once: each whole text takes its time to count.
      while (over > 0 && !order.isEmpty()) {
        var last = order.removeLast();
        left.remove(last);
        over -= TokenCounter.count(last.text());
      }
    }
    return Optional.empty();
  }

  /** What the plan lists first, then what is short. */
  private List<FileDiff> inOrderOfWorth() {
    var listed =
        what.phase().deliverables().stream()
            .map(deliverable -> deliverable.path().value())
            .collect(Collectors.toSet());
    var order = new ArrayList<>(what.diff().files());
    order.sort(
        Comparator.comparing((FileDiff file) -> !listed.contains(file.path()))
            .thenComparingInt(file -> file.text().length())
            .thenComparing(FileDiff::path));
    return order;
  }

  private List<String> unseen(List<FileDiff> shown) {
    var seen = shown.stream().map(FileDiff::path).collect(Collectors.toSet());
    return what.diff().files().stream()
        .map(FileDiff::path)
        .filter(path -> !seen.contains(path))
        .distinct()
        .toList();
  }

  private String text(List<FileDiff> shown) {
    var lines = new ArrayList<String>();
    lines.add("# Plan of this phase");
    lines.add("");
    quote(lines, "plan", plan());
    lines.add("# Evidence of what was executed");
    lines.add("");
    quote(lines, "evidence", evidence);
    lines.add("# Changed files");
    lines.add("");
    quote(lines, "changed files", bounded(changed(), MAX_NAMED));
    lines.add("# Diff");
    lines.add("");
    lines.add(rule(unseen(shown)));
    lines.add("");
    for (var file : shown) {
      quote(lines, "diff of " + printable(file.path()), List.of(file.text().stripTrailing()));
    }
    lines.add("Judge this change. Answer with the JSON object and nothing else.");
    return String.join("\n", lines);
  }

  private void quote(List<String> lines, String name, List<String> text) {
    lines.add(marker.begin(name));
    lines.addAll(text);
    lines.add(marker.end(name));
    lines.add("");
  }

  private String rule(List<String> unseen) {
    if (unseen.isEmpty()) {
      return "It is whole: every changed file is here.";
    }
    return "It was too long, so whole files are left out, the longest of those that the plan does"
        + " not list first: "
        + bounded(unseen.stream().map(AuditPrompt::printable).toList(), MAX_NAMED).stream()
            .collect(Collectors.joining(", "))
        + ". Judge what you see, and do not count what you do not see as missing.";
  }

  private List<String> plan() {
    var phase = what.phase();
    var lines = new ArrayList<String>();
    lines.add("goal: " + phase.intent().goal());
    lines.add(
        "category: %s, complexity: %s"
            .formatted(phase.intent().category().id(), phase.intent().complexity().id()));
    var acceptance = phase.intent().acceptance();
    lines.add(acceptance.isEmpty() ? "acceptance criteria: none written" : "acceptance criteria:");
    for (int i = 0; i < acceptance.size(); i++) {
      lines.add("  A%d: %s".formatted(i + 1, acceptance.get(i)));
    }
    lines.add("deliverables:");
    phase.deliverables().stream().map(AuditPrompt::line).forEach(lines::add);
    return lines.stream().map(line -> Scrubber.scrub(line).text()).toList();
  }

  private static String line(Deliverable deliverable) {
    return "  %s%s%s"
        .formatted(
            deliverable.path(),
            deliverable
                .action()
                .map(action -> ": " + action.name().toLowerCase(Locale.ROOT))
                .orElse(""),
            deliverable.symbols().isEmpty()
                ? ""
                : ", defines " + String.join(", ", deliverable.symbols()));
  }

  private List<String> changed() {
    return what.changed().stream().map(AuditPrompt::line).toList();
  }

  private static String line(ChangedFile file) {
    return "%s %s%s %s"
        .formatted(
            file.status(),
            printable(file.path()),
            file.from().map(from -> " from " + printable(from)).orElse(""),
            file.added() < 0 ? "binary" : "+%d -%d".formatted(file.added(), file.deleted()));
  }

  /** A name may hold a line end, and with it a line of its own. */
  private static String printable(String path) {
    return path.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
  }

  /** Long lines end with a mark, and of many the rest is counted. */
  private static List<String> bounded(List<String> lines, int most) {
    var shown = new ArrayList<>(lines.stream().limit(most).map(AuditPrompt::bounded).toList());
    if (lines.size() > most) {
      shown.add("(%d more are left out)".formatted(lines.size() - most));
    }
    return List.copyOf(shown);
  }

  private static String bounded(String line) {
    var one = Scrubber.scrub(line).text();
    int end =
        one.offsetByCodePoints(0, Math.min(MAX_LINE_CHARS, one.codePointCount(0, one.length())));
    return end < one.length() ? one.substring(0, end) + " … (cut)" : one;
  }

  private static String load(String name) {
    try (var in = AuditPrompt.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
