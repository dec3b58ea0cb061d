package dev.autopack.gate.testing;

import dev.autopack.gate.Baseline;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Execution;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import java.util.List;

/** Test reports in few words. */
public final class Reports {
  private static final List<List<String>> PYTEST = List.of(List.of("python3", "-m", "pytest"));

  private Reports() {}

  public static Baseline baseline(TestReport... reports) {
    return new Baseline("0".repeat(40), List.of(reports));
  }

  public static TestReport report(TestResult... results) {
    return new TestReport("pytest", execution(0), Kind.STRUCTURED, List.of(results), List.of());
  }

  public static TestReport partial(List<Trouble> trouble, TestResult... results) {
    return new TestReport("pytest", execution(1), Kind.PARTIAL, List.of(results), trouble);
  }

  public static TestReport troubled(Trouble trouble, TestResult... results) {
    return new TestReport(
        "pytest", execution(1), Kind.STRUCTURED, List.of(results), List.of(trouble));
  }

  public static TestReport command(int exitCode, String output) {
    return new TestReport(
        "command",
        new Execution(List.of(List.of("go", "test")), exitCode, 5, output, List.of()),
        Kind.EXIT_CODE,
        List.of(),
        List.of());
  }

  public static Execution execution(int exitCode) {
    return new Execution(PYTEST, exitCode, 5, "", List.of("Python 3"));
  }

  /** {@code tests/test_a.py::test_x}. */
  public static TestResult passed(String id) {
    return result(id, Outcome.PASSED, "");
  }

  public static TestResult failed(String id, String message) {
    return result(id, Outcome.FAILED, message);
  }

  public static TestResult skipped(String id) {
    return result(id, Outcome.SKIPPED, "");
  }

  public static TestResult unknown(String id) {
    return result(id, Outcome.UNKNOWN, "");
  }

  private static TestResult result(String id, Outcome outcome, String message) {
    var at = id.indexOf("::");
    var file = id.substring(0, at);
    var location = message.isEmpty() ? "" : file + ":2";
    return new TestResult(new TestId(file, id.substring(at + 2)), outcome, file, location, message);
  }
}
