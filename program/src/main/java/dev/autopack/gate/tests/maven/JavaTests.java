package dev.autopack.gate.tests.maven;

import dev.autopack.code.TestDefinition;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestId;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.TreeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The test classes of a Maven build: which file a class lies in, and which tests it defines. */
final class JavaTests {
  static final String POM = "pom.xml";

  private static final Pattern TEST_FILE = Pattern.compile("(?:.*/)?src/test/.*\\.java");

  /** What Surefire runs unless it is told otherwise. */
  private static final Pattern RUN_BY_DEFAULT =
      Pattern.compile("(?:Test.*|.*(?:Test|Tests|TestCase))\\.java");

  /** Cheap to look for; a file without any of it is not parsed. */
  private static final Pattern SIGN =
      Pattern.compile(
          "@(?:[\\w.]+\\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b"
              + "|\\bTestCase\\b");

  private final Tree tree;
  private final List<RepoPath> files;
  private final List<String> modules;
  private final Map<String, Optional<RepoPath>> fileOfSuite = new HashMap<>();

  JavaTests(Tree tree, Build build) {
    this.tree = tree;
    this.files = tree.paths().stream().filter(build::holds).filter(JavaTests::isTest).toList();
    this.modules =
        tree.paths().stream()
            .filter(path -> path.fileName().equals(POM) && build.holds(path))
            .map(RepoPath::folder)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  static boolean isTest(RepoPath path) {
    return TEST_FILE.matcher(path.value()).matches();
  }

  boolean exist() {
    return files.stream().anyMatch(this::showsTests);
  }

  /** Folders with a POM, longest first; empty text for the top. */
  List<String> modules() {
    return modules;
  }

  /** Files whose classes Surefire should run, as far as their names and a first look tell. */
  List<RepoPath> expected() {
    return files.stream()
        .filter(path -> RUN_BY_DEFAULT.matcher(path.fileName()).matches())
        .filter(this::showsTests)
        .toList();
  }

  private boolean showsTests(RepoPath path) {
    return TreeText.find(tree, path).filter(text -> SIGN.matcher(text).find()).isPresent();
  }

  /** The file of a class, or of the class round it. */
  Optional<RepoPath> fileOf(String module, String className) {
    return fileOfSuite.computeIfAbsent(suite(module, className), _ -> search(module, className));
  }

  private Optional<RepoPath> search(String module, String className) {
    var outer = className.replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    var folder = module.isEmpty() ? "" : module + "/";
    return files.stream()
        .filter(path -> path.value().startsWith(folder) && moduleOf(path).equals(module))
        .filter(path -> path.value().endsWith("/" + outer))
        .findFirst();
  }

  private String moduleOf(RepoPath file) {
    return modules.stream()
        .filter(folder -> folder.isEmpty() || file.value().startsWith(folder + "/"))
        .findFirst()
        .orElse("");
  }

  /** What a file's tests would be called in a report, without their parameters. */
  List<Expected> testsOf(RepoPath file) {
    var module = moduleOf(file);
    var expected = new ArrayList<Expected>();
    for (var test : TreeText.outline(tree, file).tests()) {
      expected.add(new Expected(new TestId(suite(module, test.scope()), test.name()), test));
    }
    return expected;
  }

  /** Two modules may hold a class of the same name. */
  static String suite(String module, String className) {
    return module.isEmpty() ? className : module + ":" + className;
  }

  /** A test that the source promises. */
  record Expected(TestId id, TestDefinition test) {
    boolean isOff() {
      return test.skipped() != TestDefinition.Skipped.NO;
    }
  }
}
