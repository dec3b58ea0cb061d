package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.Trouble;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A toolchain whose builds may lie in any folder of the repository. */
public abstract class FolderToolchain implements TestToolchain {
  private final Kind kind;
  private final ProcessRunner runner;
  private final Build build;

  /**
   * What all builds of a kind have in common.
   *
   * @param id of the build at the top of a repository
   * @param program what has to be there
   * @param environment of the tests
   * @param inFolder makes the toolchain of a build
   */
  protected record Kind(
      String id,
      String program,
      Map<String, String> environment,
      BiFunction<ProcessRunner, Build, FolderToolchain> inFolder) {
    public Kind {
      environment = Map.copyOf(environment);
    }
  }

  /** Of one build. */
  protected FolderToolchain(Kind kind, ProcessRunner runner, Build build) {
    this.kind = kind;
    this.runner = runner;
    this.build = build;
  }

  /** The folders that are built by themselves and have tests of this kind. */
  protected abstract List<Build> find(Tree tree, List<RepoPath> named);

  /**
   * Runs what the request asks for and adds to the report what came of it.
   *
   * @param measuring to be told what reports of coverage the run leaves, where it is on
   * @return the versions of the tools, a line each
   * @throws EnvironmentException when the program cannot be started
   */
  protected abstract List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException;

  /** Whether code is compiled otherwise where it is measured, so that compiling may fail of it. */
  protected boolean measuresByCompiling() {
    return false;
  }

  /** Adds what is known of the tests all the same where the program cannot be started. */
  protected void addUnstarted(Request request, ReportDraft draft) {}

  /** Where this one runs. */
  protected final Build build() {
    return build;
  }

  /** The same on disk. */
  protected final Path folder(Request request) {
    return build.in(request.folder());
  }

  @Override
  public final String id() {
    return build.id(kind.id());
  }

  @Override
  public final boolean detects(Tree tree, List<RepoPath> named) {
    return !find(tree, named).isEmpty();
  }

  @Override
  public final List<TestToolchain> builds(Tree tree, List<RepoPath> named) {
    return find(tree, named).stream()
        .<TestToolchain>map(other -> kind.inFolder().apply(runner, other))
        .toList();
  }

  /**
   * Measures what all tests cover in the same run. Where that seems to disturb them they run once
   * more without, and that run decides.
   */
  @Override
  public final TestReport run(Request request) throws InterruptedException {
    if (!(request.selection() instanceof Selection.All)) {
      // Some tests alone say nothing of what all of them reach.
      return run(request, Measuring.off(request));
    }
    var measuring = Measuring.on(request);
    var measured = run(request, measuring);
    if (!measuring.isBegun() || !isDisturbed(measured)) {
      return covering(measured, measuring);
    }
    var plain = run(request, Measuring.off(request));
    return plain.trouble().equals(measured.trouble())
        ? covering(measured, measuring)
        : plain.covering(
            new Measurement.NotProducible(
                "the tests do not run where it is measured: "
                    + measured.trouble().getFirst().text()));
  }

  /** What was counted before the end says less than the tests would have. */
  private TestReport covering(TestReport report, Measuring measuring) {
    return report.covering(
        measuring.isBegun() && report.isBroken()
            ? new Measurement.Missing("the tests did not run to their end")
            : measuring.read(this::isTest));
  }

  /** What hangs would hang for as long again, and is waited for once. */
  private boolean isDisturbed(TestReport report) {
    return report.isBroken()
        && report.trouble().stream()
            .noneMatch(one ->
                one.kind() == Trouble.Kind.HANG
                    || (one.kind() == Trouble.Kind.COMPILE && !measuresByCompiling()));
  }

  private TestReport run(Request request, Measuring measuring) throws InterruptedException {
    var draft = new ReportDraft(id());
    var session = new ToolSession(runner, request, kind.environment());
    try {
      var versions = run(request, session, draft, measuring);
      return draft.close(session.execution(versions));
    } catch (EnvironmentException e) {
      draft.add(ToolSession.missing(kind.program(), e));
      addUnstarted(request, draft);
      session.endedWith(-1);
      session.said(String.valueOf(e.getMessage()));
      return draft.close(session.execution(List.of()));
    }
  }

  /** What is fetched once for each state of the files of this build that say what is needed. */
  protected final Fetch fetch(Request request, Predicate<String> isDecisive) {
    return fetch(
        request,
        request.tree().paths().stream()
            .filter(build::holds)
            .filter(path -> isDecisive.test(path.fileName()))
            .toList());
  }

  /** The same of those files. */
  protected final Fetch fetch(Request request, List<RepoPath> decisive) {
    return new Fetch(runner, request, id(), decisive);
  }

  /** The same of what does not depend on the repository. */
  protected final Fetch fetch(Request request, String id) {
    return new Fetch(runner, request, id, List.of());
  }

  /** Fetches by a command in the folder of the build. */
  protected final Preparation once(
      Fetch fetch, Request request, List<String> argv, Map<String, String> environment)
      throws InterruptedException {
    return fetch.once(argv, folder(request), environment);
  }
}
