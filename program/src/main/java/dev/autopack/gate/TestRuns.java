package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the tests of every build that a tree has, one after the other. */
public final class TestRuns {
  /** For people, when none was found. */
  public static final String NONE_FOUND =
      "no tests of pytest, Maven, Gradle, npm, Go or Cargo were found";

  private final List<TestToolchain> toolchains;

  /** Looking costs a reading of many files, and is asked for several times a tree. */
  private volatile Detected last = Detected.NOTHING;

  public TestRuns(List<TestToolchain> toolchains) {
    this.toolchains = List.copyOf(toolchains);
  }

  /** The files that a plan's test selectors name; a class or a folder names none. */
  public static List<RepoPath> files(List<String> selectors) {
    return selectors.stream()
        .map(TestSelector::new)
        .flatMap(selector -> selector.file().stream())
        .distinct()
        .toList();
  }

  /** One for each build that the tree has tests of; none means that nothing can be shown of it. */
  public List<TestToolchain> detect(Tree tree, List<RepoPath> named) {
    var known = last;
    if (!known.isOf(tree, named)) {
      known =
          new Detected(
              Optional.of(tree),
              List.copyOf(named),
              toolchains.stream()
                  .flatMap(toolchain -> toolchain.builds(tree, named).stream())
                  .toList());
      last = known;
    }
    return known.found();
  }

  /** The folders that {@link #prepare} fills, to be spared when a tree is laid out. */
  public List<String> prepared(Tree tree, List<RepoPath> named) {
    return detect(tree, named).stream()
        .flatMap(toolchain -> toolchain.prepared(tree).stream())
        .map(RepoPath::value)
        .distinct()
        .toList();
  }

  /**
   * Fetches what the tests of all builds need.
   *
   * @return a report of trouble for each build that cannot be run; none where all can
   */
  public List<TestReport> prepare(TestToolchain.Request request) throws InterruptedException {
    var unready = new ArrayList<TestReport>();
    for (var toolchain : detect(request.tree(), request.named())) {
      if (toolchain.prepare(within(toolchain, request))
          instanceof Preparation.Failed(var trouble)) {
        var text = trouble.text();
        unready.add(
            new TestReport(
                toolchain.id(),
                new TestReport.Execution(List.of(), -1, 0, text, List.of()),
                TestReport.Kind.PARTIAL,
                List.of(),
                List.of(trouble)));
      }
    }
    return List.copyOf(unready);
  }

  /**
   * Runs all of them, whatever the first says.
   *
   * @param request its reports folder gets a folder a toolchain
   * @return one report a build, in the order of {@link #detect}
   */
  public List<TestReport> run(TestToolchain.Request request) throws InterruptedException {
    var reports = new ArrayList<TestReport>();
    for (var toolchain : detect(request.tree(), request.named())) {
      reports.add(toolchain.run(within(toolchain, request)));
    }
    return List.copyOf(reports);
  }

  /**
   * Runs one of them alone.
   *
   * @param toolchain by its id, as an earlier report names it
   */
  public TestReport run(String toolchain, TestToolchain.Request request)
      throws InterruptedException {
    var named =
        detect(request.tree(), request.named()).stream()
            .filter(one -> one.id().equals(toolchain))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("there is no toolchain '%s'".formatted(toolchain)));
    return named.run(within(named, request));
  }

  private static TestToolchain.Request within(
      TestToolchain toolchain, TestToolchain.Request request) {
    return request.reportingTo(folder(request.reports(), toolchain.id()));
  }

  /** A build's id names its folder, so that two never share one. */
  private static Path folder(Path reports, String id) {
    return reports.resolve(id.replace(':', '/'));
  }

  /** What a tree was found to have; the same tree is told by its being the same object. */
  private record Detected(Optional<Tree> of, List<RepoPath> named, List<TestToolchain> found) {
    static final Detected NOTHING = new Detected(Optional.empty(), List.of(), List.of());

    // Two trees with the same files are two: what was looked at is the object itself.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Tree tree, List<RepoPath> files) {
      return of.isPresent() && of.get() == tree && named.equals(files);
    }
  }
}
