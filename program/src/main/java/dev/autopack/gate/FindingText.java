package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what is wrong with tests so that a builder can act on it: which test, where, which line of
 * it, and what the tool said. Tests that fail alike, and tests that went together, are one finding.
 * Text of tools stands between fences, since the tests wrote it.
 */
final class FindingText {
  private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");
  private static final int FULL_FAILURES = 6;
  private static final int MESSAGE_CHARS = 1_200;
  private static final int SHORT_CHARS = 160;
  private static final int LINE_CHARS = 200;
  private static final int OUTPUT_CHARS = 2_500;
  private static final int NAMES = 12;

  private final Tree tree;
  private final Doubts doubts;

  FindingText(Tree tree, Doubts doubts) {
    this.tree = tree;
    this.doubts = doubts;
  }

  /** What is missing first, since it says most of what a builder did. */
  List<GateFinding> of(Collection<Complaint> complaints) {
    var findings = new ArrayList<GateFinding>();
    var missing = complaints.stream().filter(one -> !one.why().isFailure()).toList();
    var failing = complaints.stream().filter(one -> one.why().isFailure()).toList();
    grouped(missing, one -> one.why() + " " + one.place())
        .values()
        .forEach(group -> findings.add(ofMissing(group)));
    grouped(failing, one -> one.test().signature().value())
        .values()
        .forEach(group -> findings.add(ofFailing(group, findings.size() < FULL_FAILURES)));
    return findings;
  }

  private static Map<String, List<Complaint>> grouped(
      List<Complaint> complaints, Function<Complaint, String> by) {
    return complaints.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static GateFinding ofMissing(List<Complaint> group) {
    var first = group.getFirst();
    var what = first.why().text(group.size());
    var text =
        group.size() == 1
            ? headline(first.test(), what)
            : "%s: %d tests %s: %s".formatted(first.place(), group.size(), what, names(group));
    return GateFinding.of(id(first), first.place(), allNames(group), text);
  }

  private GateFinding ofFailing(List<Complaint> group, boolean inFull) {
    var first = group.getFirst();
    var test = first.test();
    var text = new StringBuilder(headline(test, first.why().text(1)));
    sourceLine(test.location()).ifPresent(line -> text.append("\n  at: ").append(line));
    text.append(DoubtText.ofFailure(doubts, test));
    var said = cut(test.message().strip(), inFull ? MESSAGE_CHARS : SHORT_CHARS);
    if (!said.isEmpty()) {
      text.append("\n").append(fenced(said));
    }
    if (group.size() > 1) {
      var others = group.subList(1, group.size());
      text.append("\n%d more fail in the same way: %s".formatted(others.size(), names(others)));
    }
    return GateFinding.of(
        "fails", test.id().toString(), test.message() + " " + allNames(group), text.toString());
  }

  private static String names(List<Complaint> group) {
    var shown =
        group.stream()
            .limit(NAMES)
            .map(one -> one.test().id().name())
            .collect(Collectors.joining(", "));
    return group.size() > NAMES ? "%s and %d more".formatted(shown, group.size() - NAMES) : shown;
  }

  private static String allNames(List<Complaint> group) {
    return group.stream().map(one -> one.test().id().name()).collect(Collectors.joining(" "));
  }

  private static String id(Complaint complaint) {
    return complaint.why().name().toLowerCase(java.util.Locale.ROOT);
  }

  GateFinding ofUnmatched(String selector) {
    return GateFinding.of(
        "unmatched",
        selector,
        "",
        "'%s' must pass for this phase, and no test of it ran".formatted(selector));
  }

  static GateFinding ofCommand(TestReport.Execution execution) {
    var command =
        execution.commands().isEmpty() ? "" : String.join(" ", execution.commands().getLast());
    var output = execution.output();
    var tail =
        output.length() > OUTPUT_CHARS
            ? "..." + output.substring(output.length() - OUTPUT_CHARS)
            : output;
    return GateFinding.of(
        "command",
        command,
        tail,
        "`%s` ended with exit code %d; the end of its output:\n%s"
            .formatted(command, execution.exitCode(), fenced(tail)));
  }

  private static String headline(TestResult test, String what) {
    var where = test.location().isEmpty() ? test.file() : test.location();
    var kind = test.outcome() == Outcome.ERROR ? " (error)" : "";
    return where.isEmpty() || test.id().suite().equals(where)
        ? "%s %s%s".formatted(test.id(), what, kind)
        : "%s (%s) %s%s".formatted(test.id(), where, what, kind);
  }

  /** The line of the test that did not hold, which most often says what was expected. */
  private Optional<String> sourceLine(String location) {
    var place = PLACE.matcher(location);
    if (!place.matches()) {
      return Optional.empty();
    }
    try {
      return tree.bytes(new RepoPath(place.group(1)))
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .flatMap(text -> text.lines().skip(Long.parseLong(place.group(2)) - 1L).findFirst())
          .map(line -> cut(line.strip(), LINE_CHARS))
          .filter(line -> !line.isEmpty());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static String cut(String text, int chars) {
    return text.length() > chars ? text.substring(0, chars) + "..." : text;
  }

  /** Fences that the text cannot close. */
  private static String fenced(String text) {
    return "```\n" + text.replace("```", "'''") + "\n```";
  }
}
