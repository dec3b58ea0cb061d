package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a test so that a builder can act on it: which test, where, which line of
 * it, and what the tool said. Text of tools stands between fences, since the tests wrote it.
 */
final class FindingText {
  private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");
  private static final int MESSAGE_CHARS = 1_200;
  private static final int LINE_CHARS = 200;
  private static final int OUTPUT_CHARS = 2_500;

  private final Tree tree;

  FindingText(Tree tree) {
    this.tree = tree;
  }

  GateFinding of(Regression regression) {
    var test = regression.now();
    var what =
        switch (regression.kind()) {
          case NEWLY_BAD -> "fails, and did not fail before this phase";
          case NEW_REASON -> "failed before this phase too, but now for another reason";
          case VANISHED ->
              "ran before this phase and is not there any more; tests may not be removed, renamed or"
                  + " moved";
          case NEWLY_SKIPPED ->
              "ran before this phase and is skipped now; tests may not be switched off";
          case DID_NOT_RUN -> "passed before this phase, and the run ended before it";
        };
    var fails = regression.canBeFlaky();
    return GateFinding.of(
        // The same cause as a named test that fails, so that it is said once.
        fails ? "fails" : regression.kind().id(),
        test.id().toString(),
        fails ? test.message() : "",
        fails ? describe(test, what) : headline(test, what));
  }

  /** A test that the phase is held to, and that does not pass. */
  GateFinding ofSelected(TestResult test) {
    return switch (test.outcome()) {
      case SKIPPED ->
          GateFinding.of(
              Regression.Kind.NEWLY_SKIPPED.id(),
              test.id().toString(),
              "",
              headline(test, "must pass for this phase, and is skipped"));
      case UNKNOWN ->
          GateFinding.of(
              Regression.Kind.DID_NOT_RUN.id(),
              test.id().toString(),
              "",
              headline(test, "must pass for this phase, and did not run"));
      case PASSED, FAILED, ERROR ->
          GateFinding.of(
              "fails",
              test.id().toString(),
              test.message(),
              describe(test, "must pass for this phase, and fails"));
    };
  }

  GateFinding ofUnmatched(String selector) {
    return GateFinding.of(
        "unmatched",
        selector,
        "",
        "'%s' must pass for this phase, and no test of it ran".formatted(selector));
  }

  GateFinding ofCommand(TestReport.Execution execution) {
    var command = execution.commands().isEmpty() ? "" : shown(execution);
    var output = execution.output();
    var tail =
        output.length() > OUTPUT_CHARS
            ? "..." + output.substring(output.length() - OUTPUT_CHARS)
            : output;
    return GateFinding.of(
        "command",
        command,
        tail,
        "`%s` ended with exit code %d; the end of its output:%n%s"
            .formatted(command, execution.exitCode(), fenced(tail)));
  }

  private static String shown(TestReport.Execution execution) {
    return String.join(" ", execution.commands().getLast());
  }

  private String describe(TestResult test, String what) {
    var said =
        test.message().length() > MESSAGE_CHARS
            ? test.message().substring(0, MESSAGE_CHARS) + "..."
            : test.message();
    var text = new StringBuilder(headline(test, what));
    sourceLine(test.location()).ifPresent(line -> text.append("\n  at: ").append(line));
    if (!said.isBlank()) {
      text.append("\n").append(fenced(said.strip()));
    }
    return text.toString();
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
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> line.length() > LINE_CHARS ? line.substring(0, LINE_CHARS) + "..." : line);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Fences that the text cannot close. */
  private static String fenced(String text) {
    return "```\n" + text.replace("```", "'''") + "\n```";
  }
}
