package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.RerunPlan;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.plan.RunId;
import dev.autopack.run.PhaseGates.Reports;
import dev.autopack.run.PhaseGates.StoredReports;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
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

  private LaidOut layOut(TreeId tree) {
    return LaidOut.sparing(workspace, tools, named, tree);
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
              var laidOut = layOut(tree);
              var reports = laidOut.setUp().map(unready).orElseGet(List::of);
              if (reports.isEmpty()) {
                laidOut
                    .fetch()
                    .ifPresent(report -> {
                      throw new NotReadyException(report);
                    });
                reports = laidOut.test();
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
              var laidOut = layOut(tree);
              var unready = laidOut.makeReady();
              return save(
                  List.of(
                      unready.isPresent()
                          ? unready.orElseThrow()
                          : rerun(laidOut.request(), tree, step, round)));
            });
  }

  private TestReport rerun(
      TestToolchain.Request all, TreeId tree, String step, RerunPlan.Round round)
      throws InterruptedException {
    var folder = tools.reports().resolve(tree.value()).resolve(step.replace(' ', '-'));
    return tools
        .tests()
        .run(round.toolchain(), all.reportingTo(folder).selecting(round.selection()));
  }

  private StoredReports save(List<TestReport> reports) {
    return new StoredReports(ports.artefacts().saveRecord(new Reports(reports)));
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
    var laidOut = layOut(tree);
    var unready = laidOut.setUp();
    return unready.isPresent() ? unready.orElseThrow() : laidOut.run(argv, report);
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
