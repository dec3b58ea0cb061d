package dev.autopack.gate.tests.go;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Fetch;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.ProcessRunner;
import java.util.List;
import java.util.Map;

/** Runs {@code go test -json} over a module or workspace. */
public final class GoToolchain extends FolderToolchain {
  private static final String ID = "go";
  private static final Map<String, String> FETCHING =
      Map.of("CI", "1", "GOTOOLCHAIN", "local", "GOFLAGS", "");
  private static final Map<String, String> RUNNING =
      Map.of(
          "CI", "1",
          "TERM", "dumb",
          "GOTOOLCHAIN", "local",
          "GOPROXY", "off",
          "GOSUMDB", "off",
          "GOFLAGS", "-buildvcs=false");

  private final ProcessRunner runner;

  public GoToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private GoToolchain(ProcessRunner runner, Build build) {
    super(ID, build);
    this.runner = runner;
  }

  @Override
  protected TestToolchain in(Build other) {
    return new GoToolchain(runner, other);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return GoFiles.isTest(path);
  }

  @Override
  protected List<Build> find(Tree tree, List<RepoPath> named) {
    var builds = GoFiles.builds(tree);
    return builds.stream().filter(build -> new GoFiles(tree, build).haveTests()).toList();
  }

  @Override
  public Preparation prepare(Request request) throws InterruptedException {
    var decisive =
        request.tree().paths().stream()
            .filter(build()::holds)
            .filter(path -> path.fileName().matches("go\\.(?:mod|sum|work|work\\.sum)"))
            .toList();
    var folder = build().in(request.folder());
    return new Fetch(runner, request, id(), decisive)
        .once(List.of("go", "mod", "download"), folder, FETCHING);
  }

  @Override
  public TestReport run(Request request) throws InterruptedException {
    var draft = new ReportDraft(id());
    var session = new ToolSession(runner, request, RUNNING);
    try {
      new GoRun(request, build(), session, draft).run();
      var version = session.ask(List.of("go", "version"), build().in(request.folder()));
      return draft.close(session.execution(version.lines().toList()));
    } catch (EnvironmentException e) {
      draft.add(ToolSession.missing("go", e));
      session.endedWith(-1);
      session.said(String.valueOf(e.getMessage()));
      return draft.close(session.execution(List.of()));
    }
  }
}
