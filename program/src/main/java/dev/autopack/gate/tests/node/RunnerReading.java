package dev.autopack.gate.tests.node;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.ReportDraft;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What all three runners say in the end: tests by file and name, and files that do not load. */
final class RunnerReading {
  static final String JOINED = " > ";
  private static final int MESSAGE_CHARS = 1_500;
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
  private static final Pattern FRAMES = Pattern.compile("(?m)^\\s+at .*$\\R?|^ ?❯ .*$\\R?");

  private final ReportDraft draft;
  private final ScriptFiles files;
  private final Set<TestId> wanted;
  private final Set<String> filesWithSkips = new HashSet<>();

  RunnerReading(Request request, ReportDraft draft, ScriptFiles files) {
    this.draft = draft;
    this.files = files;
    this.wanted =
        switch (request.selection()) {
          case Selection.All _ -> Set.of();
          case Selection.Only(var tests) ->
              tests.stream().map(TestResult::id).collect(Collectors.toSet());
        };
  }

  ScriptFiles files() {
    return files;
  }

  boolean isSelection() {
    return !wanted.isEmpty();
  }

  /**
   * One test.
   *
   * @param file as a path of the repository
   * @param said what failed, with its stack; empty where nothing did
   */
  void add(String file, String name, Outcome outcome, String said) {
    var id = new TestId(file, name);
    if (isSelection() && !wanted.contains(id)) {
      draft.passOver(outcome);
      return;
    }
    if (outcome == Outcome.SKIPPED) {
      filesWithSkips.add(file);
    }
    var plain = plain(said);
    draft.add(
        outcome == Outcome.PASSED || outcome == Outcome.SKIPPED
            ? TestResult.of(id, outcome, file)
            : new TestResult(id, outcome, file, files.placeIn(file, plain), message(plain)));
  }

  /** A file that could not be loaded, or whose set-up failed. */
  void addUnloaded(String file, String said) {
    var plain = plain(said).replaceFirst("^\\s*● .*\\R+", "").strip();
    var place = files.placeIn(file, plain);
    draft.add(
        new Trouble(
            Trouble.Kind.COLLECTION,
            file,
            place.startsWith(file + ":") ? place : file,
            "its tests cannot be run: " + message(plain)));
  }

  private static String plain(String text) {
    return ESCAPES.matcher(text).replaceAll("");
  }

  /** Without frames, which change with every edit elsewhere. */
  private String message(String text) {
    var told = FRAMES.matcher(text).replaceAll("").replace(files.worktree() + "/", "").strip();
    return told.length() > MESSAGE_CHARS ? told.substring(0, MESSAGE_CHARS) + "..." : told;
  }

  /** Says of each file whose tests were kept from running by one of them that it is so. */
  void addFocused() {
    for (var file : new TreeSet<>(filesWithSkips)) {
      files
          .focusedLine(file)
          .ifPresent(line ->
              draft.add(
                  new Trouble(
                      Trouble.Kind.NOT_RUN,
                      file,
                      file + ":" + line,
                      "a focused test (`.only`) keeps the others of its file from running")));
    }
  }

  void addNotRun(RepoPath file, String runner) {
    if (!draft.hasResultsOf(file) && !draft.hasTroubleWith(file) && files.holdsTests(file)) {
      draft.add(
          new Trouble(
              Trouble.Kind.NOT_RUN,
              file.value(),
              "",
              "it holds tests, and %s ran none of them".formatted(runner)));
    }
  }
}
