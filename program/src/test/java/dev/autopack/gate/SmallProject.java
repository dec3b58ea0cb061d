package dev.autopack.gate;

import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Poms;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A project of one function and three tests. */
enum SmallProject {
  PYTHON("slug.py", "test_slug.py", "def slug(text):\n    return %s\n", "None", "text.lower()"),
  JAVA(
      "src/main/java/shop/Slug.java",
      "src/test/java/shop/SlugTest.java",
      "package shop;\nclass Slug {\n  static String slug(String text) { return %s; }\n}\n",
      "null",
      "text.toLowerCase()");

  private final String codeFile;
  private final String testFile;
  private final String code;
  private final String stub;
  private final String solution;

  SmallProject(String codeFile, String testFile, String code, String stub, String solution) {
    this.codeFile = codeFile;
    this.testFile = testFile;
    this.code = code;
    this.stub = stub;
    this.solution = solution;
  }

  String testFile() {
    return testFile;
  }

  /** Its tests run and fail. */
  Map<String, String> stubbed() {
    return with(code.formatted(stub), tests());
  }

  /** Its tests cannot even be loaded. */
  Map<String, String> unsolved() {
    var files = stubbed();
    files.remove(codeFile);
    return files;
  }

  Map<String, String> after(String deed) {
    var solved = code.formatted(solution);
    return switch (deed) {
      case "solved" -> with(solved, tests());
      case "still a stub" -> stubbed();
      case "file deleted" -> {
        var files = with(solved, "");
        files.remove(testFile);
        yield files;
      }
      case "file emptied" -> with(solved, this == JAVA ? "package shop;\nclass SlugTest {}\n" : "");
      case "tests skipped" -> with(solved, skipped());
      case "tests renamed" -> with(solved, tests().replace("test_", "test_of_"));
      case "one removed" -> with(solved, tests().replaceAll("(?s)    def test_2.*", ""));
      default -> throw new IllegalArgumentException(deed);
    };
  }

  boolean canRun(TestRuns runs, Path folder) {
    try {
      var reports = runs.run(Checkout.of(folder.resolve("probe"), stubbed()).request());
      return reports.stream()
          .flatMap(report -> report.trouble().stream())
          .noneMatch(one -> one.kind() == Trouble.Kind.TOOL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, String> with(String source, String tests) {
    var files = new TreeMap<String, String>();
    if (this == JAVA) {
      files.putAll(Poms.one());
    }
    files.put(codeFile, source);
    files.put(testFile, tests);
    return files;
  }

  private String skipped() {
    return this == JAVA
        ? tests().replace("@Test", "@Disabled @Test")
        : tests().replace("    def test_", "    @unittest.skip('later')\n    def test_");
  }

  private String tests() {
    var cases = new StringBuilder();
    for (var i = 0; i < 3; i++) {
      cases.append(
          this == JAVA
              ? "  @Test void test_%d() { assertEquals(\"a%d\", Slug.slug(\"A%d\")); }\n"
                  .formatted(i, i, i)
              : "    def test_%d(self):\n        self.assertEqual('a%d', slug('A%d'))\n"
                  .formatted(i, i, i));
    }
    return this == JAVA
        ? """
        package shop;
        import static org.junit.jupiter.api.Assertions.assertEquals;
        import org.junit.jupiter.api.*;
        class SlugTest {
        %s}
        """
            .formatted(cases)
        : "import unittest\nfrom slug import slug\nclass SlugTest(unittest.TestCase):\n" + cases;
  }
}
