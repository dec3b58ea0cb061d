package dev.autopack.gate.tests.cargo;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs test executables. All tests of one together first; where that is not plainly good, those it
 * names as failed, or every one of them, run alone, so that each has an exit code of its own.
 */
final class TargetRun {
  private static final int KEPT_BYTES = 4 * 1024 * 1024;
  private static final int PANICKED = 101;
  private static final String WHOLE = "(the whole program)";

  private final Request request;
  private final Build build;
  private final ToolSession session;
  private final ReportDraft draft;
  private final String library;
  private final Map<String, String> measuring;
  private int code;

  TargetRun(
      Request request,
      Build build,
      ToolSession session,
      ReportDraft draft,
      String library,
      Map<String, String> measuring) {
    this.request = request;
    this.build = build;
    this.session = session;
    this.draft = draft;
    this.library = library;
    this.measuring = measuring;
  }

  /** The worst exit code; trouble and results go into the draft. */
  int all(List<CargoMessages.Target> targets) throws InterruptedException {
    for (var target : targets) {
      if (!draft.isBroken()) {
        run(target);
      }
    }
    return code;
  }

  private void run(CargoMessages.Target target) throws InterruptedException {
    var listed = start(target, List.of("--list", "--format", "terse"));
    var names = new LibtestOutput(listed.out()).listed();
    if (!listed.isSuccess() || (names.isEmpty() && !listed.out().isBlank())) {
      runWhole(target);
      return;
    }
    var chosen = chosen(target, names);
    if (chosen.isEmpty()) {
      return;
    }
    var ignored =
        new HashSet<>(
            new LibtestOutput(
                    start(target, List.of("--list", "--format", "terse", "--ignored")).out())
                .listed());
    chosen.stream()
        .filter(ignored::contains)
        .forEach(name ->
            draft.add(TestResult.of(id(target, name), Outcome.SKIPPED, file(target, name))));
    var wanted = chosen.stream().filter(name -> !ignored.contains(name)).toList();
    if (!wanted.isEmpty()) {
      runTogether(target, wanted, wanted.size() + ignored.size() == names.size());
    }
  }

  /** In the order that was asked for, where one was. */
  private List<String> chosen(CargoMessages.Target target, List<String> names) {
    return switch (request.selection()) {
      case Selection.All _ -> names;
      case Selection.Only(var tests) ->
          tests.stream()
              .map(TestResult::id)
              .filter(id -> id.suite().equals(target.suite()))
              .map(TestId::name)
              .filter(names::contains)
              .distinct()
              .toList();
    };
  }

  /** A program that has no harness: its exit code is all there is. */
  private void runWhole(CargoMessages.Target target) throws InterruptedException {
    var id = new TestId(target.suite(), WHOLE);
    if (request.selection() instanceof Selection.Only(var tests)
        && tests.stream().noneMatch(test -> test.id().equals(id))) {
      return;
    }
    var exit = start(target, List.of());
    if (isOver(exit)) {
      return;
    }
    code = Math.max(code, exit.code());
    var outcome = exit.code() == 0 ? Outcome.PASSED : Outcome.FAILED;
    draft.add(result(target, id, target.suite(), outcome, Console.plain(exit)));
  }

  private void runTogether(CargoMessages.Target target, List<String> names, boolean isAll)
      throws InterruptedException {
    var argv = new ArrayList<String>();
    if (!isAll || request.selection() instanceof Selection.Only) {
      argv.add("--exact");
      argv.addAll(names);
    }
    var exit = start(target, argv);
    if (exit.ending() != Exit.Ending.EXITED) {
      session.ending(exit).ifPresent(draft::add);
      names.forEach(
          name -> draft.add(TestResult.of(id(target, name), Outcome.UNKNOWN, file(target, name))));
      return;
    }
    code = Math.max(code, exit.code());
    var output = new LibtestOutput(Console.plain(exit));
    var failures = output.failures();
    failures.retainAll(Set.copyOf(names));
    if (exit.code() == 0 && output.passed() == names.size()) {
      names.forEach(name -> addPassed(target, name));
    } else if (exit.code() == PANICKED
        && output.failed() == failures.size()
        && output.passed() + failures.size() == names.size()) {
      runFailed(target, names, failures, output.sections());
    } else {
      for (var name : names) {
        runAlone(target, name);
      }
    }
  }

  private void runFailed(
      CargoMessages.Target target,
      List<String> names,
      Set<String> failures,
      Map<String, String> sections) {
    for (var name : names) {
      if (failures.contains(name)) {
        var said = sections.getOrDefault(name, "");
        draft.add(result(target, id(target, name), file(target, name), Outcome.FAILED, said));
      } else {
        addPassed(target, name);
      }
    }
  }

  private void addPassed(CargoMessages.Target target, String name) {
    draft.add(TestResult.of(id(target, name), Outcome.PASSED, file(target, name)));
  }

  private void runAlone(CargoMessages.Target target, String name) throws InterruptedException {
    if (draft.isBroken()) {
      draft.add(TestResult.of(id(target, name), Outcome.UNKNOWN, file(target, name)));
      return;
    }
    var exit = start(target, List.of("--exact", name));
    if (isOver(exit)) {
      draft.add(TestResult.of(id(target, name), Outcome.UNKNOWN, file(target, name)));
      return;
    }
    code = Math.max(code, exit.code());
    var said = Console.plain(exit);
    var output = new LibtestOutput(said);
    if (exit.code() == 0 && output.passed() == 1) {
      addPassed(target, name);
      return;
    }
    var outcome = exit.code() == PANICKED ? Outcome.FAILED : Outcome.ERROR;
    var why =
        outcome == Outcome.ERROR
            ? "it ended the test program with exit code %d:\n".formatted(exit.code())
            : "";
    var text = why + output.sections().getOrDefault(name, said);
    draft.add(result(target, id(target, name), file(target, name), outcome, text));
  }

  /** Only a hang or a flood ends everything: a crash alone is its own test's. */
  private boolean isOver(Exit exit) {
    if (exit.ending() == Exit.Ending.EXITED) {
      return false;
    }
    session.ending(exit).ifPresent(draft::add);
    return true;
  }

  private Exit start(CargoMessages.Target target, List<String> arguments)
      throws InterruptedException {
    var argv = new ArrayList<String>();
    argv.add(target.program());
    argv.addAll(arguments);
    var environment = new HashMap<>(measuring);
    environment.put("CARGO_MANIFEST_DIR", target.folder().toString());
    environment.put("CARGO_PKG_NAME", target.packageName());
    environment.put("CARGO_PKG_VERSION", target.version());
    environment.put("LD_LIBRARY_PATH", library);
    return session.run(argv, target.folder(), KEPT_BYTES, environment);
  }

  private TestResult result(
      CargoMessages.Target target, TestId id, String file, Outcome outcome, String said) {
    var panic = Panic.in(said);
    var place = place(target, panic.path());
    var location = place.isEmpty() ? "" : place + ":" + panic.line();
    return new TestResult(id, outcome, file, location, panic.message());
  }

  /** The compiler names files from the workspace's folder, older ones from the package's. */
  private String place(CargoMessages.Target target, String path) {
    if (path.isEmpty()) {
      return "";
    }
    for (Path from : List.of(build.in(request.folder()), target.folder())) {
      var place = from.resolve(path).normalize();
      if (place.startsWith(request.folder()) && isInTree(request.folder().relativize(place))) {
        return request.folder().relativize(place).toString();
      }
    }
    return "";
  }

  private boolean isInTree(Path path) {
    try {
      return request.tree().contains(new RepoPath(path.toString()));
    } catch (InvalidPathException notOurs) {
      return false;
    }
  }

  private static TestId id(CargoMessages.Target target, String name) {
    return new TestId(target.suite(), name);
  }

  private String file(CargoMessages.Target target, String name) {
    return RustTests.fileOf(request.tree(), target.suite(), name);
  }
}
