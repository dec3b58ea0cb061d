package dev.autopack.manifest;

import dev.autopack.code.ImportGraph;
import dev.autopack.code.Language;
import dev.autopack.code.TestNames;
import dev.autopack.code.TestPairs;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a phase's builder is shown besides the deliverables, and the tests that concern them. The
 * first reason found for a file is the one it keeps; the order of the reasons is the order of use.
 */
final class ReadingList {
  /** Files beyond this would not fit any prompt. */
  private static final int MAX_FILES = 60;

  /** More matches than this say that the pattern is too wide to be read whole. */
  private static final int MAX_MATCHES = 30;

  /** More tests that decide are not about one thing. */
  private static final int MAX_DECIDING = 10;

  private static final List<String> BUILD_FILES =
      List.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "pyproject.toml",
          "setup.cfg",
          "setup.py",
          "package.json",
          "go.mod",
          "Cargo.toml");

  /** What decides how tests run stands beside the build file. */
  private static final Pattern TEST_CONFIGURATION =
      Pattern.compile(
          "(?:vitest|vite|jest)\\.config\\.[a-z]+|pytest\\.ini|tox\\.ini|conftest\\.py");

  private final Phase phase;
  private final Tree tree;
  private final ImportGraph graph;
  private final TestPairs pairs;
  private final List<RepoPath> deliverables;
  private final Map<RepoPath, String> reasons = new LinkedHashMap<>();
  private final Set<RepoPath> tests = new LinkedHashSet<>();

  /**
   * Works it out.
   *
   * @param pairs of the tree's files
   */
  ReadingList(
      Phase phase, Tree tree, ImportGraph graph, TestPairs pairs, List<RepoPath> foundations) {
    this.phase = phase;
    this.tree = tree;
    this.graph = graph;
    this.pairs = pairs;
    this.deliverables = phase.deliverables().stream().map(Deliverable::path).toList();
    addTests();
    addDeciding();
    addWhatTestsUse();
    addImports();
    addScope();
    addBuildFiles();
    addFoundations(foundations);
  }

  List<ScopedPath> files() {
    return reasons.entrySet().stream()
        .limit(MAX_FILES)
        .map(entry -> new ScopedPath(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<RepoPath> tests() {
    return List.copyOf(tests);
  }

  private void addTests() {
    phase.deliverables().stream()
        .filter(it -> !it.action().equals(Optional.of(Deliverable.Action.DELETE)))
        .map(Deliverable::path)
        .filter(TestNames::holdsTests)
        .forEach(tests::add);
    for (var deliverable : deliverables) {
      pairs
          .testsOf(deliverable)
          .forEach(test -> addTest(test, "tests '%s'".formatted(deliverable)));
    }
    for (var deliverable : deliverables) {
      graph.importers(deliverable).stream()
          .filter(TestNames::isTest)
          .forEach(test -> addTest(test, "a test that imports '%s'".formatted(deliverable)));
    }
    // What only tests use (fixtures, case tables) is needed to understand them.
    for (var test : List.copyOf(tests)) {
      graph.imports(test).stream()
          .filter(TestNames::isTest)
          .forEach(file -> show(file, "used by '%s'".formatted(test)));
    }
  }

  /** The tests that the plan names, where they are few: files of code have to fit them. */
  private void addDeciding() {
    var named =
        phase.validation().tests().stream()
            .map(test -> test.split("::", 2)[0].strip())
            .distinct()
            .toList();
    if (named.size() > MAX_DECIDING || deliverables.stream().noneMatch(ReadingList::isCode)) {
      return;
    }
    tree.paths().stream()
        .filter(path -> named.contains(path.value()))
        .forEach(path -> show(path, "decides"));
  }

  /** A file that is not there yet imports nothing: what its tests use is what it stands on. */
  private void addWhatTestsUse() {
    if (deliverables.stream().allMatch(path -> tree.contains(path) || !isCode(path))) {
      return;
    }
    for (var test : List.copyOf(reasons.keySet())) {
      if (TestNames.holdsTests(test)) {
        graph.imports(test).forEach(file -> show(file, "used by '%s'".formatted(test)));
      }
    }
  }

  private void addTest(RepoPath test, String reason) {
    show(test, reason);
    if (!deliverables.contains(test) && TestNames.holdsTests(test)) {
      tests.add(test);
    }
  }

  private void addImports() {
    for (var deliverable : phase.deliverables()) {
      deliverable
          .from()
          .ifPresent(from -> show(from, "renamed to '%s'".formatted(deliverable.path())));
      deliverable
          .needs()
          .forEach(need -> show(need, "needed by '%s'".formatted(deliverable.path())));
    }
    for (var test : deliverables) {
      pairs.filesOf(test).forEach(file -> show(file, "tested by '%s'".formatted(test)));
    }
    for (var deliverable : deliverables) {
      graph
          .imports(deliverable)
          .forEach(file -> show(file, "imported by '%s'".formatted(deliverable)));
    }
    for (var deliverable : deliverables) {
      graph
          .importers(deliverable)
          .forEach(file -> show(file, "imports '%s'".formatted(deliverable)));
    }
  }

  /** Last, since nothing says what of them is used; prose tells those who write prose. */
  private void addFoundations(List<RepoPath> foundations) {
    boolean isWritten = deliverables.stream().anyMatch(Prose::is);
    foundations.stream()
        .filter(path -> isWritten || !Prose.is(path))
        .forEach(path -> show(path, "made by a phase that this one builds on"));
  }

  private static boolean isCode(RepoPath path) {
    return Language.of(path).isPresent();
  }

  private void addScope() {
    for (var pattern : phase.scope().read()) {
      tree.paths().stream()
          .filter(pattern::matches)
          .limit(MAX_MATCHES)
          .forEach(path -> show(path, "matches scope.read '%s'".formatted(pattern)));
    }
  }

  private void addBuildFiles() {
    for (var deliverable : deliverables) {
      if (Language.of(deliverable).isPresent()) {
        nearestBuildFile(deliverable).ifPresent(path -> show(path, "the nearest build file"));
        testConfiguration(deliverable);
      }
    }
  }

  private void testConfiguration(RepoPath deliverable) {
    var top = nearestBuildFile(deliverable).map(RepoPath::folder).orElse("");
    tree.paths().stream()
        .filter(path -> path.folder().equals(top))
        .filter(path -> TEST_CONFIGURATION.matcher(path.fileName()).matches())
        .forEach(path -> show(path, "configures the tests"));
  }

  private Optional<RepoPath> nearestBuildFile(RepoPath file) {
    for (var folder = file.folder(); ; folder = new RepoPath(folder).folder()) {
      for (var name : BUILD_FILES) {
        var path = new RepoPath(folder.isEmpty() ? name : folder + "/" + name);
        if (tree.contains(path)) {
          return Optional.of(path);
        }
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private void show(RepoPath path, String reason) {
    if (isShown(path)) {
      reasons.putIfAbsent(path, reason);
    }
  }

  /** Only files, and not what the prompt shows anyway. */
  private boolean isShown(RepoPath path) {
    return !deliverables.contains(path)
        && tree.find(path)
            .filter(entry -> entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE)
            .isPresent();
  }
}
