package dev.autopack.gate;

import dev.autopack.code.Outlines;
import dev.autopack.code.TestDefinition;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The tests of a file in the order in which its source defines them. */
final class TestOrder {
  private final List<TestReport> reports;
  private final Tree tree;

  TestOrder(List<TestReport> reports, Tree tree) {
    this.reports = reports;
    this.tree = tree;
  }

  /** These tests and all others of their files that ran, file by file. */
  List<TestResult> filesOf(String toolchain, List<TestResult> tests) {
    var places = tests.stream().map(TestOrder::place).collect(Collectors.toSet());
    var all = new ArrayList<>(tests);
    reports.stream()
        .filter(report -> report.toolchain().equals(toolchain))
        .flatMap(report -> report.results().stream())
        .filter(result -> places.contains(place(result)))
        .filter(result -> result.outcome() == TestResult.Outcome.PASSED || result.isBad())
        .filter(result -> tests.stream().noneMatch(test -> test.id().equals(result.id())))
        .forEach(all::add);
    return all.stream()
        .collect(
            Collectors.groupingBy(TestOrder::place, java.util.TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(ofFile -> inOrder(ofFile).stream())
        .toList();
  }

  private static String place(TestResult result) {
    return result.file().isEmpty() ? result.id().suite() : result.file();
  }

  private List<TestResult> inOrder(List<TestResult> ofFile) {
    var names = names(place(ofFile.getFirst()));
    return ofFile.stream()
        .sorted(
            Comparator.comparingInt((TestResult result) -> position(names, result.id()))
                .thenComparing(TestResult::id))
        .toList();
  }

  private List<String> names(String file) {
    try {
      var path = new RepoPath(file);
      return tree.bytes(path)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .flatMap(text -> Outlines.read(path, text))
          .map(outline -> outline.tests().stream().map(TestDefinition::name).toList())
          .orElse(List.of());
    } catch (InvalidPathException noPath) {
      return List.of();
    }
  }

  private static int position(List<String> names, TestId id) {
    var bare = id.withoutParameters().name();
    var at = names.indexOf(bare.substring(bare.lastIndexOf(':') + 1));
    return at < 0 ? Integer.MAX_VALUE : at;
  }
}
