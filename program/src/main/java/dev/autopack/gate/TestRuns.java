package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests of every toolchain that a tree has, one after the other. */
public final class TestRuns {
  private final List<TestToolchain> toolchains;

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

  /** Those that the tree has tests for; none means that nothing can be shown of it. */
  public List<TestToolchain> detect(Tree tree, List<RepoPath> named) {
    return toolchains.stream().filter(toolchain -> toolchain.detects(tree, named)).toList();
  }

  /**
   * Runs all of them, whatever the first says.
   *
   * @param request its reports folder gets a folder a toolchain
   * @return one report a toolchain, in the order they were given
   */
  public List<TestReport> run(TestToolchain.Request request) throws InterruptedException {
    var reports = new ArrayList<TestReport>();
    for (var toolchain : detect(request.tree(), request.named())) {
      reports.add(toolchain.run(request.reportingTo(request.reports().resolve(toolchain.id()))));
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
        toolchains.stream()
            .filter(one -> one.id().equals(toolchain))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("there is no toolchain '%s'".formatted(toolchain)));
    return named.run(request.reportingTo(request.reports().resolve(toolchain)));
  }
}
