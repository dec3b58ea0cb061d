package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestToolchain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs tests of a sentence each: a line {@code PATH has WORD} of a file under {@code tests/} passes
 * where that file holds the word. Counts its runs.
 */
final class WordToolchain implements TestToolchain {
  /** What a test says that does not find its word. */
  String complaint = "expected the word %s";

  private int runs;
  private int reruns;

  /** How often all tests ran. */
  int runs() {
    return runs;
  }

  /** How often some tests ran. */
  int reruns() {
    return reruns;
  }

  @Override
  public String id() {
    return "words";
  }

  @Override
  public boolean detects(Tree tree, List<RepoPath> named) {
    return tree.paths().stream().anyMatch(this::isTest);
  }

  @Override
  public boolean isTest(RepoPath path) {
    return path.value().startsWith("tests/");
  }

  @Override
  public TestReport run(Request request) {
    switch (request.selection()) {
      case Selection.All() -> runs++;
      case Selection.Only _ -> reruns++;
    }
    var results = new ArrayList<TestResult>();
    for (var file : request.tree().paths().stream().filter(this::isTest).toList()) {
      text(request.tree(), file).lines().forEach(line -> results.add(result(request, file, line)));
    }
    if (request.selection() instanceof Selection.Only(var tests)) {
      results.removeIf(result -> tests.stream().noneMatch(it -> it.id().equals(result.id())));
    }
    var execution = new TestReport.Execution(List.of(List.of("words")), 0, 1, "", List.of());
    return new TestReport("words", execution, TestReport.Kind.STRUCTURED, results, List.of());
  }

  private TestResult result(Request request, RepoPath file, String line) {
    var parts = line.split(" has ", 2);
    var id = new TestId(file.value(), line);
    return text(request.tree(), new RepoPath(parts[0])).contains(parts[1])
        ? TestResult.of(id, TestResult.Outcome.PASSED, file.value())
        : new TestResult(
            id, TestResult.Outcome.FAILED, file.value(), "", complaint.formatted(parts[1]));
  }

  private static String text(Tree tree, RepoPath path) {
    return tree.bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }
}
