package dev.autopack.gate.tests.node;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.process.ProcessRunner;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the tests of npm packages and workspaces by the runner that each uses. */
public final class NodeToolchain extends FolderToolchain {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1", "FORCE_COLOR", "0");
  private static final Kind KIND = new Kind("node", "node", ENVIRONMENT, NodeToolchain::new);

  public NodeToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private NodeToolchain(ProcessRunner runner, Build build) {
    super(KIND, runner, build);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return ScriptFiles.isTest(path);
  }

  @Override
  protected List<Build> find(Tree tree, List<RepoPath> named) {
    var layout = NpmLayout.of(tree);
    return layout.builds().stream().filter(build -> !layout.units(build, named).isEmpty()).toList();
  }

  @Override
  public List<RepoPath> prepared(Tree tree) {
    return NpmLayout.of(tree).packages(build()).stream().map(NpmPackage::installed).toList();
  }

  @Override
  public Preparation prepare(Request request) throws InterruptedException {
    var tree = request.tree();
    var packages = NpmLayout.of(tree).packages(build());
    var decisive = new ArrayList<RepoPath>();
    packages.forEach(one -> decisive.add(one.place().file(NpmPackage.FILE)));
    var locks = NpmPackage.LOCKS.stream().map(build()::file).filter(tree::contains).toList();
    decisive.addAll(locks);
    var fetch = fetch(request, decisive);
    var isInstalled = Files.isDirectory(folder(request).resolve("node_modules"));
    var needsNothing = packages.stream().allMatch(one -> one.dependencies().isEmpty());
    // What lies there and was not put there by us is a person's setup command's.
    if (needsNothing || (isInstalled && (fetch.isDone() || !fetch.wasBegun()))) {
      return new Preparation.Ready();
    }
    fetch.forget();
    return once(fetch, request, install(locks), ENVIRONMENT);
  }

  /** No package's scripts are run: they would run before anybody looked at them. */
  private static List<String> install(List<RepoPath> locks) {
    var lock = locks.isEmpty() ? "" : locks.getFirst().fileName();
    return switch (lock) {
      case "pnpm-lock.yaml" -> List.of("pnpm", "install", "--frozen-lockfile", "--ignore-scripts");
      case "yarn.lock" -> List.of("yarn", "install", "--frozen-lockfile", "--ignore-scripts");
      case "" ->
          List.of(
              "npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund");
      default -> List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    };
  }

  @Override
  protected List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException {
    var run = new NodeRun(request, session, draft, measuring);
    run.all(NpmLayout.of(request.tree()).units(build(), request.named()));
    var versions = new ArrayList<String>();
    versions.add("Node " + session.ask(List.of("node", "--version"), request.folder()));
    versions.addAll(run.versions());
    return versions;
  }
}
