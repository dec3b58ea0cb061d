package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.RerunPlan;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.plan.RunId;
import dev.autopack.run.GateTools.CommandGate;
import dev.autopack.run.PhaseGates.Reports;
import dev.autopack.run.PhaseGates.StoredReports;
import dev.autopack.workspace.Setup;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs tests as steps, each once a tree, however often it is asked. */
final class TestSteps {
  private final RunId run;
  private final List<RepoPath> named;
  private final RunPorts ports;
  private final Workspace workspace;
  private final GateTools tools;

  TestSteps(RunId run, List<RepoPath> named, RunPorts ports, RunTools tools) {
    this.run = run;
    this.named = List.copyOf(named);
    this.ports = ports;
    this.workspace = tools.workspace();
    this.tools = tools.gates();
  }

  /**
   * What the tests of a tree say that nobody changed.
   *
   * @param where names an environment that is not the first that they ran in
   * @throws NotReadyException where the setup command does not work; it is tried again the next
   *     time
   */
  List<TestReport> unchanged(TreeId tree, String where) throws InterruptedException {
    return load(tests(tree, where, this::notReady));
  }

  /** Nobody's change made the setup command fail, so it may work tomorrow: no step's result. */
  private List<TestReport> notReady(TestReport report) {
    throw new NotReadyException(report);
  }

  List<TestReport> load(StoredReports stored) {
    return ports.artefacts().loadRecord(stored.sha256(), Reports.class).reports();
  }

  /**
   * Runs all tests of a tree. Where what they need cannot be fetched now, it may be tomorrow: then
   * the report says so and is no step's result.
   */
  StoredReports tests(TreeId tree) throws InterruptedException {
    try {
      return tests(tree, "", List::of);
    } catch (NotReadyException notReady) {
      return save(List.of(notReady.report()));
    }
  }

  /** Spares what setup and fetching filled. */
  private void layOut(TreeId tree, Tree files) {
    workspace.layOut(tree, spared(tools, files, named));
  }

  /** The folders that setup and fetching filled, as far as the tree has a use for them. */
  static List<String> spared(GateTools tools, Tree files, List<RepoPath> named) {
    var kept = new LinkedHashSet<>(tools.setup().outputs());
    kept.addAll(tools.tests().prepared(files, named));
    return List.copyOf(kept);
  }

  /**
   * Fetches what the tests need.
   *
   * @throws NotReadyException where that fails
   */
  private void fetch(TestToolchain.Request request) throws InterruptedException {
    var unready = tools.tests().prepare(request);
    if (!unready.isEmpty()) {
      throw new NotReadyException(SetupReports.unfetched(unready));
    }
  }

  /**
   * Runs the tests of a tree.
   *
   * @param unready what to make of a setup command that does not work there
   */
  private StoredReports tests(
      TreeId tree, String where, Function<TestReport, List<TestReport>> unready)
      throws InterruptedException {
    return ports
        .journal()
        .step(
            AttemptKey.ofRun(run, "tests at " + tree + where, StoredReports.class),
            _ -> {
              var files = workspace.read(tree);
              layOut(tree, files);
              var reports = prepared(files).map(unready).orElseGet(List::of);
              if (reports.isEmpty()) {
                fetch(request(tree, files));
                reports = tools.tests().run(request(tree, files));
              }
              return save(reports);
            });
  }

  /**
   * Runs some tests of a tree again.
   *
   * @param step names this run among those of the tree
   */
  StoredReports again(TreeId tree, String step, RerunPlan.Round round) throws InterruptedException {
    return ports
        .journal()
        .step(
            AttemptKey.ofRun(run, "%s at %s".formatted(step, tree), StoredReports.class),
            _ -> {
              var files = workspace.read(tree);
              layOut(tree, files);
              var unready = prepared(files);
              var folder = tools.reports().resolve(tree.value()).resolve(step.replace(' ', '-'));
              var request = request(tree, files).reportingTo(folder).selecting(round.selection());
              return save(
                  List.of(unready.isPresent() ? unready.get() : rerun(round.toolchain(), request)));
            });
  }

  private TestToolchain.Request request(TreeId tree, Tree files) {
    return new TestToolchain.Request(
        workspace.folder(), files, tools.reports().resolve(tree.value()), named, tools.patience());
  }

  private TestReport rerun(String toolchain, TestToolchain.Request request)
      throws InterruptedException {
    var unready = tools.tests().prepare(request);
    return unready.isEmpty()
        ? tools.tests().run(toolchain, request)
        : SetupReports.unfetched(unready);
  }

  private StoredReports save(List<TestReport> reports) {
    return new StoredReports(ports.artefacts().saveRecord(new Reports(reports)));
  }

  /** A report of the trouble, where the setup command does not work on this tree. */
  private Optional<TestReport> prepared(Tree files) throws InterruptedException {
    return switch (tools.setup().prepare(workspace.folder(), files)) {
      case Setup.Result.Ready _ -> Optional.empty();
      case Setup.Result.Failed(var exitCode, var output) ->
          Optional.of(SetupReports.failed(exitCode, output));
    };
  }

  /**
   * Runs a command of a person's settings on a tree, once a tree.
   *
   * @param what names it among the steps
   */
  TestReport ran(String what, List<String> argv, TreeId tree) throws InterruptedException {
    var stored =
        ports
            .journal()
            .step(
                AttemptKey.ofRun(run, "%s at %s".formatted(what, tree), StoredReports.class),
                _ -> save(List.of(ran(argv, Optional.empty(), tree))));
    return load(stored).getFirst();
  }

  private TestReport ran(List<String> argv, Optional<RepoPath> report, TreeId tree)
      throws InterruptedException {
    var files = workspace.read(tree);
    layOut(tree, files);
    var unready = prepared(files);
    return unready.isPresent()
        ? unready.get()
        : tools
            .command()
            .run(new CommandGate.Task(argv, report, workspace.folder(), files), tools.patience());
  }

  /** Runs the phase's validation command, where it has one. */
  Optional<StoredReports> command(AttemptKey key, Draft draft, TreeId tree)
      throws InterruptedException {
    var argv = draft.phase().validation().command();
    if (argv.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ports
            .journal()
            .step(
                key.step("validation command on " + tree, StoredReports.class),
                _ ->
                    save(
                        List.of(
                            ran(argv.orElseThrow(), draft.phase().validation().report(), tree)))));
  }
}
