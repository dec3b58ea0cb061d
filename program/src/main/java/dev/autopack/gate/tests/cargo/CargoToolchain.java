package dev.autopack.gate.tests.cargo;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.FolderToolchain;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ReportDraft;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.gate.tests.TreeText;
import dev.autopack.process.ProcessRunner;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds a package or workspace with cargo and runs its test executables. */
public final class CargoToolchain extends FolderToolchain {
  private static final String MANIFEST = "Cargo.toml";
  private static final Pattern WORKSPACE = Pattern.compile("(?m)^\\s*\\[workspace]");
  private static final Pattern EXCLUDED = Pattern.compile("(?m)^\\s*exclude\\s*=\\s*\\[([^]]*)]");
  private static final Pattern TEST =
      Pattern.compile("#\\[\\s*(?:\\w+\\s*::\\s*)*(?:test|rstest|test_case|quickcheck)\\b");

  private static final Map<String, String> FETCHING =
      Map.of("CI", "1", "TERM", "dumb", "CARGO_TERM_COLOR", "never");
  private static final Map<String, String> RUNNING =
      Map.of(
          "CI", "1",
          "TERM", "dumb",
          "CARGO_TERM_COLOR", "never",
          "CARGO_NET_OFFLINE", "true",
          "RUST_BACKTRACE", "0");
  private static final Kind KIND = new Kind("cargo", "cargo", RUNNING, CargoToolchain::new);

  public CargoToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private CargoToolchain(ProcessRunner runner, Build build) {
    super(KIND, runner, build);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return path.extension().equals("rs")
        && (path.value().matches("(?:.*/)?tests/[^/]+(?:/main)?\\.rs")
            || path.fileName().matches("tests?\\.rs|.*_tests?\\.rs"));
  }

  @Override
  protected List<Build> find(Tree tree, List<RepoPath> named) {
    var builds = Build.find(tree, MANIFEST::equals, (outer, inner) -> isMember(tree, outer, inner));
    return builds.stream()
        .filter(build ->
            TreeText.shows(
                tree,
                build.files(tree, builds).filter(path -> path.extension().equals("rs")),
                TEST))
        .toList();
  }

  /** As cargo finds it: what lies in a workspace and is not excluded has to be its member. */
  private static boolean isMember(Tree tree, Build outer, Build inner) {
    var text = TreeText.find(tree, outer.file(MANIFEST)).orElse("");
    if (!WORKSPACE.matcher(text).find()) {
      return false;
    }
    var excluded = EXCLUDED.matcher(text);
    return !excluded.find()
        || Pattern.compile("\"([^\"]+)\"")
            .matcher(excluded.group(1))
            .results()
            .map(found -> new Build(outer.inRepository(found.group(1).replaceAll("/+$", ""))))
            .noneMatch(left -> left.holds(inner));
  }

  @Override
  public Preparation prepare(Request request) throws InterruptedException {
    var fetch = fetch(request, name -> name.equals(MANIFEST) || name.equals("Cargo.lock"));
    return once(fetch, request, List.of("cargo", "fetch"), FETCHING);
  }

  @Override
  protected boolean measuresByCompiling() {
    return true;
  }

  @Override
  protected List<String> run(
      Request request, ToolSession session, ReportDraft draft, Measuring measuring)
      throws InterruptedException {
    var coverage = CargoCoverage.of(request, build(), session, measuring);
    new CargoRun(request, build(), session, draft, coverage).run();
    coverage.report();
    return session.ask(List.of("rustc", "--version"), folder(request)).lines().toList();
  }
}
