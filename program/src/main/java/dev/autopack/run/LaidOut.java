package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A tree laid out in a worktree, ready for whatever executes it. It stands until the worktree is
 * given another tree.
 */
final class LaidOut {
  private final GateTools tools;
  private final Tree files;
  private final TestToolchain.Request request;

  private LaidOut(
      Workspace workspace, GateTools tools, TreeId tree, Tree files, List<RepoPath> named) {
    this.tools = tools;
    this.files = files;
    this.request =
        new TestToolchain.Request(
            workspace.folder(),
            files,
            tools.reports().resolve(tree.value()),
            named,
            tools.patience());
  }

  /**
   * Lays a tree out and spares what setup and fetching filled for another.
   *
   * @param named the test files that the plan names
   */
  static LaidOut sparing(Workspace workspace, GateTools tools, List<RepoPath> named, TreeId tree) {
    var files = workspace.read(tree);
    var kept = new LinkedHashSet<>(tools.setup().outputs());
    kept.addAll(tools.tests().prepared(files, named));
    workspace.layOut(tree, List.copyOf(kept));
    return new LaidOut(workspace, tools, tree, files, named);
  }

  /** Lays a tree out and nothing else: what an earlier one left is removed. */
  static LaidOut clean(Workspace workspace, GateTools tools, List<RepoPath> named, TreeId tree) {
    var files = workspace.read(tree);
    workspace.layOut(tree, List.of());
    return new LaidOut(workspace, tools, tree, files, named);
  }

  /** Of all its tests. */
  TestToolchain.Request request() {
    return request;
  }

  /**
   * Runs the setup command.
   *
   * @return the trouble as a report, empty where there is none
   */
  Optional<TestReport> setUp() throws InterruptedException {
    return switch (tools.setup().prepare(request.folder(), files)) {
      case Setup.Result.Ready _ -> Optional.empty();
      case Setup.Result.Failed(var exitCode, var output) ->
          Optional.of(SetupReports.failed(exitCode, output));
    };
  }

  /**
   * Fetches what the tests need.
   *
   * @return the trouble as a report, empty where there is none
   */
  Optional<TestReport> fetch() throws InterruptedException {
    var unready = tools.tests().prepare(request);
    return unready.isEmpty() ? Optional.empty() : Optional.of(SetupReports.unfetched(unready));
  }

  /** Runs all tests. */
  List<TestReport> test() throws InterruptedException {
    return tools.tests().run(request);
  }

  /**
   * Sets up and fetches.
   *
   * @return the trouble as a report, empty where there is none
   */
  Optional<TestReport> makeReady() throws InterruptedException {
    var unready = setUp();
    return unready.isPresent() ? unready : fetch();
  }

  /**
   * Sets up, fetches and runs all tests.
   *
   * @return their reports, or the one of what went wrong before them
   */
  List<TestReport> readyAndTest() throws InterruptedException {
    var unready = makeReady();
    return unready.isPresent() ? List.of(unready.orElseThrow()) : test();
  }

  /**
   * Runs a command.
   *
   * @param report where it writes its results, if it does
   */
  TestReport run(List<String> argv, Optional<RepoPath> report) throws InterruptedException {
    return tools
        .command()
        .run(
            new GateTools.CommandGate.Task(argv, report, request.folder(), files),
            tools.patience());
  }
}
