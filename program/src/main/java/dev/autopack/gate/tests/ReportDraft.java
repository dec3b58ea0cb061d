package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A report in the making: each identity once, by its worst outcome. */
public final class ReportDraft {
  private final String toolchain;
  private final Map<TestId, TestResult> results = new TreeMap<>();
  private final List<Trouble> trouble = new ArrayList<>();
  private final Set<String> filesWithResults = new HashSet<>();
  private final Set<String> filesInTrouble = new HashSet<>();
  private final Set<TestId> functions = new HashSet<>();
  private boolean commandHasBad;
  private boolean commandHasUnloaded;

  public ReportDraft(String toolchain) {
    this.toolchain = toolchain;
  }

  /** Another command begins: {@link Claims} holds each to what is added for it. */
  public void begin() {
    commandHasBad = false;
    commandHasUnloaded = false;
  }

  public void add(TestResult result) {
    commandHasBad |= result.isBad();
    filesWithResults.add(result.file());
    functions.add(result.id().withoutParameters());
    results.merge(
        result.id(),
        result,
        (one, other) -> one.outcome().worse(other.outcome()) == one.outcome() ? one : other);
  }

  /** One that nobody asked for is in no report, but explains how its command ended. */
  public void passOver(Outcome outcome) {
    commandHasBad |= outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }

  public void add(Trouble one) {
    commandHasUnloaded |= one.kind() == Trouble.Kind.COLLECTION;
    filesInTrouble.add(one.file());
    trouble.add(one);
  }

  public boolean hasResultsOf(RepoPath file) {
    return filesWithResults.contains(file.value());
  }

  public boolean hasTroubleWith(RepoPath file) {
    return filesInTrouble.contains(file.value());
  }

  /** Whether there is a result of the test itself or of one of its cases. */
  public boolean hasCaseOf(TestId id) {
    return functions.contains(id.withoutParameters());
  }

  public boolean isEmpty() {
    return results.isEmpty();
  }

  public boolean hasBad() {
    return results.values().stream().anyMatch(TestResult::isBad);
  }

  /** Whether a test failed in the command that began last, also one that was passed over. */
  public boolean commandHasBad() {
    return commandHasBad;
  }

  /** Whether the command that began last could not load a file. */
  boolean commandHasUnloaded() {
    return commandHasUnloaded;
  }

  public boolean has(Trouble.Kind kind) {
    return trouble.stream().anyMatch(one -> one.kind() == kind);
  }

  public boolean isBroken() {
    return trouble.stream().anyMatch(one -> !one.kind().concernsOneFile());
  }

  public TestReport close(TestReport.Execution execution) {
    var isPartial =
        isBroken() || results.values().stream().anyMatch(one -> one.outcome() == Outcome.UNKNOWN);
    return new TestReport(
        toolchain,
        execution,
        isPartial ? TestReport.Kind.PARTIAL : TestReport.Kind.STRUCTURED,
        List.copyOf(results.values()),
        trouble);
  }
}
