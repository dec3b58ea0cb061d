package dev.autopack.gate.tests.cargo;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Claims;
import dev.autopack.gate.tests.Console;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One run over everything that cargo builds in a folder. */
final class CargoRun {
  private static final int BUILD_BYTES = 64 * 1024 * 1024;
  private static final int OUTPUT_CHARS = 1_200;

  private final Request request;
  private final Build build;
  private final ToolSession session;
  private final ReportDraft draft;
  private final Path folder;
  private final CargoCoverage coverage;

  CargoRun(
      Request request,
      Build build,
      ToolSession session,
      ReportDraft draft,
      CargoCoverage coverage) {
    this.request = request;
    this.build = build;
    this.session = session;
    this.draft = draft;
    this.folder = build.in(request.folder());
    this.coverage = coverage;
  }

  void run() throws InterruptedException {
    var compiled =
        cargo(
            List.of(
                "cargo", "test", "--offline", "--workspace", "--no-run", "--message-format=json"));
    var ending = session.ending(compiled);
    if (ending.isPresent()) {
      draft.add(ending.get());
      return;
    }
    var messages = new CargoMessages(request.folder(), build, compiled.out());
    if (!compiled.isSuccess()) {
      addWhyNotBuilt(compiled, messages);
      return;
    }
    var code =
        new TargetRun(request, build, session, draft, library(), coverage.ofTests())
            .all(messages.targets());
    if (!draft.isBroken()) {
      code = Math.max(code, documentation(messages));
    }
    session.endedWith(code);
    if (draft.isEmpty() && !draft.isBroken()) {
      Claims.noTests(draft, "cargo");
    }
  }

  private Exit cargo(List<String> argv) throws InterruptedException {
    return session.run(argv, folder, BUILD_BYTES, coverage.environment());
  }

  private void addWhyNotBuilt(Exit compiled, CargoMessages messages) {
    messages.errors().forEach(draft::add);
    if (messages.errors().isEmpty()) {
      draft.add(
          new Trouble(
              Trouble.Kind.CRASH,
              "cargo ended with exit code %d before a test ran:\n%s"
                  .formatted(
                      compiled.code(), Console.tail(Console.plain(compiled), OUTPUT_CHARS))));
    }
  }

  /** Where a test program finds the libraries that are not linked into it. */
  private String library() throws InterruptedException {
    var root = session.ask(List.of("rustc", "--print", "sysroot"), folder);
    return coverage.built().resolve("debug/deps") + (root.isEmpty() ? "" : ":" + root + "/lib");
  }

  private int documentation(CargoMessages messages) throws InterruptedException {
    var code = 0;
    for (var library : messages.libraries()) {
      if (RustTests.hasExamples(request.tree(), library, request.folder()) && isWanted(library)) {
        code = Math.max(code, documentation(library));
      }
    }
    return code;
  }

  private boolean isWanted(CargoMessages.Target library) {
    return switch (request.selection()) {
      case Selection.All _ -> true;
      case Selection.Only(var tests) ->
          tests.stream()
              .anyMatch(test ->
                  DocName.isOne(test.id())
                      && request.folder().resolve(test.file()).startsWith(library.folder()));
    };
  }

  private int documentation(CargoMessages.Target library) throws InterruptedException {
    var argv =
        List.of(
            "cargo", "test", "--offline", "--doc", "--no-fail-fast", "-p", library.packageName());
    var listing = new ArrayList<>(argv);
    listing.addAll(List.of("--", "--list", "--format", "terse"));
    var listed = cargo(listing);
    if (!listed.isSuccess()) {
      draft.add(
          new Trouble(
              Trouble.Kind.COLLECTION,
              library.suite(),
              library.suite(),
              "the documentation's tests cannot be listed:\n"
                  + Console.tail(Console.plain(listed), OUTPUT_CHARS)));
      return listed.code();
    }
    var ids = DocName.ids(new LibtestOutput(listed.out()).listed(), path -> file(library, path));
    var exit = cargo(argv);
    session.ending(exit).ifPresent(draft::add);
    if (draft.isBroken() || ids.isEmpty()) {
      return exit.code();
    }
    add(ids, new LibtestOutput(Console.plain(exit)), exit);
    return exit.code();
  }

  private void add(Map<String, TestId> ids, LibtestOutput output, Exit exit) {
    var failures = output.failures();
    var sections = output.sections();
    var chosen = chosen();
    ids.forEach((name, id) -> {
      if (chosen.filter(wanted -> !wanted.contains(id)).isPresent()) {
        return;
      }
      if (failures.contains(name)) {
        var panic = Panic.in(sections.getOrDefault(name, ""));
        draft.add(
            new TestResult(
                id,
                TestResult.Outcome.FAILED,
                id.suite(),
                DocName.location(name, id),
                panic.message()));
      } else {
        draft.add(TestResult.of(id, DocName.outcome(name), id.suite()));
      }
    });
    if (exit.code() == 0 ? output.passed() < 0 : failures.isEmpty()) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT,
              "the documentation's tests ended with exit code %d without saying how they went"
                  .formatted(exit.code())));
    }
  }

  private Optional<Set<TestId>> chosen() {
    return switch (request.selection()) {
      case Selection.All _ -> Optional.empty();
      case Selection.Only(var tests) ->
          Optional.of(tests.stream().map(TestResult::id).collect(Collectors.toSet()));
    };
  }

  /** Paths are told from the package's folder or from the workspace's. */
  private String file(CargoMessages.Target library, String path) {
    for (var from : List.of(library.folder(), folder)) {
      var place = from.resolve(path).normalize();
      if (place.startsWith(request.folder())) {
        var name = request.folder().relativize(place).toString();
        try {
          if (request.tree().contains(new RepoPath(name))) {
            return name;
          }
        } catch (InvalidPathException notOurs) {
          // It lies in a place that no file of the repository can have.
        }
      }
    }
    return library.suite();
  }
}
