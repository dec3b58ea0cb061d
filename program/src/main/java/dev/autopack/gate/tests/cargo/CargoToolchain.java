package dev.autopack.gate.tests.cargo;

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
import dev.autopack.gate.tests.TreeText;
import dev.autopack.process.ProcessRunner;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds a package or workspace with cargo and runs its test executables. */
public final class CargoToolchain extends FolderToolchain {
  private static final String ID = "cargo";
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

  private final ProcessRunner runner;

  public CargoToolchain(ProcessRunner runner) {
    this(runner, Build.TOP);
  }

  private CargoToolchain(ProcessRunner runner, Build build) {
    super(ID, build);
    this.runner = runner;
  }

  @Override
  protected TestToolchain in(Build other) {
    return new CargoToolchain(runner, other);
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
            build
                .files(tree, builds)
                .filter(path -> path.extension().equals("rs"))
                .flatMap(path -> TreeText.find(tree, path).stream())
                .anyMatch(text -> TEST.matcher(text).find()))
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
    var decisive =
        request.tree().paths().stream()
            .filter(build()::holds)
            .filter(
                path -> path.fileName().equals(MANIFEST) || path.fileName().equals("Cargo.lock"))
            .toList();
    return new Fetch(runner, request, id(), decisive)
        .once(List.of("cargo", "fetch"), build().in(request.folder()), FETCHING);
  }

  @Override
  public TestReport run(Request request) throws InterruptedException {
    var draft = new ReportDraft(id());
    var session = new ToolSession(runner, request, RUNNING);
    try {
      new CargoRun(request, build(), session, draft).run();
      var versions = session.ask(List.of("rustc", "--version"), build().in(request.folder()));
      return draft.close(session.execution(versions.lines().toList()));
    } catch (EnvironmentException e) {
      draft.add(ToolSession.missing("cargo", e));
      session.endedWith(-1);
      session.said(String.valueOf(e.getMessage()));
      return draft.close(session.execution(List.of()));
    }
  }
}
