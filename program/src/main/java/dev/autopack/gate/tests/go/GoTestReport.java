package dev.autopack.gate.tests.go;

import dev.autopack.gate.TestResult.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What one run of {@code go test -json} said.
 *
 * @param tests each package's tests and subtests once, by the worst of their ends, as they began
 * @param packages as they began
 * @param builds what the compiler said, by what it built
 * @param stray lines between the events, bounded: the go command's own, and what tests wrote past
 *     it; untrusted
 * @param isCut whether the last line breaks off, so that its event is missing
 * @param problem why it is no such output at all; then nothing else is there
 */
public record GoTestReport(
    List<Test> tests,
    List<Package> packages,
    List<Build> builds,
    String stray,
    boolean isCut,
    Optional<String> problem) {
  public GoTestReport {
    tests = List.copyOf(tests);
    packages = List.copyOf(packages);
    builds = List.copyOf(builds);
  }

  /**
   * One test, subtest, example, fuzz test or benchmark.
   *
   * @param outcome unknown where it began and never ended
   * @param output what it printed, bounded; empty where it passed
   */
  public record Test(String packagePath, String name, Outcome outcome, String output) {}

  /**
   * One package.
   *
   * @param isCached whether its result is that of an earlier run
   * @param failedBuild which build failed, so that no test of it ran; empty where none did
   * @param output what it printed outside of its tests, bounded
   */
  public record Package(
      String path, Ending ending, boolean isCached, String failedBuild, String output) {}

  /** How a package ended. */
  public enum Ending {
    PASSED,
    FAILED,
    /** It has no test files, or none of its tests was asked for. */
    SKIPPED,
    /** Nothing says that it ended. */
    UNFINISHED
  }

  /**
   * One build.
   *
   * @param output the compiler's words, bounded
   */
  public record Build(String importPath, boolean isFailed, String output) {}

  public int count(Outcome outcome) {
    return (int) tests.stream().filter(test -> test.outcome() == outcome).count();
  }
}
