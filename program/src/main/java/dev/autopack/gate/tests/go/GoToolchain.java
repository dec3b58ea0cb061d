package dev.autopack.gate.tests.go;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.ProcessRunner;
import java.util.List;
import java.util.Map;

/** Runs {@code go test -json} over a module or workspace. */
public final class GoToolchain extends FolderToolchain {
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
  private static final Kind KIND = new Kind("go", "go", RUNNING, GoToolchain::new);

  public GoToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private GoToolchain(ProcessRunner runner, Build build) {
    super(KIND, runner, build);
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
    var fetch = fetch(request, name -> name.matches("go\\.(?:mod|sum|work|work\\.sum)"));
    return once(fetch, request, List.of("go", "mod", "download"), FETCHING);
  }

  @Override
  protected boolean measuresByCompiling() {
    return true;
  }

  @Override
  protected List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException {
    new GoRun(request, build(), session, draft, measuring).run();
    return session.ask(List.of("go", "version"), folder(request)).lines().toList();
  }
}
