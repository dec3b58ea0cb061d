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

  /** Of tests, and of what is compiled ahead for them. */
  static final Map<String, String> RUNNING =
      Map.of(
          "CI", "1",
          "TERM", "dumb",
          "GOTOOLCHAIN", "local",
          "GOPROXY", "off",
          "GOSUMDB", "off",
          "GOFLAGS", "-buildvcs=false");

  private final GoBuildCache cache;

  public GoToolchain(ProcessRunner runner) {
    this(runner, GoBuildCache.AS_IT_IS);
  }

  /** Whose tests find their build cache begun. */
  public GoToolchain(ProcessRunner runner, GoBuildCache cache) {
    this(runner, cache, Build.TOP);
  }

  private GoToolchain(ProcessRunner runner, GoBuildCache cache, Build build) {
    super(kind(cache), runner, build);
    this.cache = cache;
  }

  private static Kind kind(GoBuildCache cache) {
    return new Kind("go", "go", RUNNING, (runner, build) -> new GoToolchain(runner, cache, build));
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
    // Once for all builds of a run, as they share the cache.
    var begun = fetch(request, "go-build-cache");
    if (!begun.isDone()) {
      cache.begin();
      begun.done();
    }
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
