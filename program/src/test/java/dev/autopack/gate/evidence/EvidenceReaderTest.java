package dev.autopack.gate.evidence;

import static dev.autopack.gate.testing.Reports.baseline;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.gate.Audit;
import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.RecordedEvidence;
import dev.autopack.gate.RecordedEvidence.RecordedAudit;
import dev.autopack.gate.RecordedEvidence.RecordedReport;
import dev.autopack.gate.Share;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Totals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceReaderTest {
  private static final Evidence EVIDENCE =
      new Evidence(
          new Evidence.Subject(
              "r1",
              "p",
              1,
              "a".repeat(40),
              "b".repeat(40),
              List.of(),
              List.of("test_a.py", "test_b.py"),
              Optional.of(new RepoPath("out/junit.xml")),
              "2026-11-24T10:00:00Z"),
          new Evidence.Decided(List.of(), List.of(), List.of(), new Audit.Off("nobody audits")),
          baseline(),
          List.of(report(passed("test_a.py::a"), failed("test_b.py::b", "x"))),
          new CoverageDelta.Off("no coverage.py"),
          Doubts.NONE,
          new TreeMap<>(),
          "none");

  @Test
  void what_was_written_is_read_back_as_a_claim() {
    assertThat(EvidenceReader.read(EvidenceWriter.write(EVIDENCE)))
        .isEqualTo(
            new RecordedEvidence(
                "r1",
                "p",
                "a".repeat(40),
                "b".repeat(40),
                List.of("test_a.py", "test_b.py"),
                Optional.of(new RepoPath("out/junit.xml")),
                List.of(
                    new RecordedReport(
                        "pytest",
                        TestReport.Kind.STRUCTURED,
                        List.of(List.of("python3", "-m", "pytest")),
                        0,
                        List.of("Python 3"),
                        Map.of("test_a.py::a", Outcome.PASSED, "test_b.py::b", Outcome.FAILED),
                        Optional.empty())),
                Optional.of(new RecordedAudit("off", "", 0))));
  }

  @Test
  void what_earlier_versions_did_not_write_is_empty() {
    assertThat(
            read(
                "{'autopack_evidence': 1, 'run': 'r', 'phase': 'p', 'base_commit': 'a',"
                    + " 'tree': 'b', 'reports': [{'toolchain': 'go', 'kind': 'partial'}]}"))
        .isEqualTo(
            new RecordedEvidence(
                "r",
                "p",
                "a",
                "b",
                List.of(),
                Optional.empty(),
                List.of(
                    new RecordedReport(
                        "go",
                        TestReport.Kind.PARTIAL,
                        List.of(),
                        -1,
                        List.of(),
                        Map.of(),
                        Optional.empty())),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 3, 4", "4, 4, 4, 4", "0, 4, 0, 4", "5, 4, 0, 0", "-1, 4, 0, 0"})
  void coverage_that_cannot_be_is_nothing(long covered, long total, long read, long of) {
    var share = "{'covered': %d, 'total': %d}".formatted(covered, total);
    var evidence =
        read(
            """
            {'autopack_evidence': 2, 'run': 'r', 'phase': 'p', 'base_commit': 'a', 'tree': 'b',
             'reports': [{'toolchain': 'go', 'kind': 'partial', 'coverage':
               {'lines': %s, 'branches': {'covered': 1, 'total': 2}, 'statements': {}}}]}
            """
                .formatted(share));

    assertThat(evidence.reports().getFirst().coverage())
        .contains(new Totals(new Share(read, of), new Share(1, 2), Share.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                        | The evidence cannot be read: it does not begin as evidence does.",
        "{'autopack_evidence': 0}  | The evidence cannot be read: it does not begin as evidence does.",
        "{'autopack_evidence': 3}  | The evidence is of version 3; this Autopack reads up to 2.",
        "{'autopack_evidence': 1}  | The evidence cannot be read: it has no 'run'.",
        "{'autopack_evidence': 1, 'run': 7} | The evidence cannot be read: it has no 'run'.",
        "{'autopack_evidence': 1, 'run': 'r', 'phase': 'p', 'base_commit': 'a', 'tree': 'b',"
            + " 'reports': [{'toolchain': 'go', 'kind': 'odd'}]}"
            + " | The evidence cannot be read: 'odd' is no Kind.",
        "{'autopack_evidence': 1, 'run': 'r', 'phase': 'p', 'base_commit': 'a', 'tree': 'b',"
            + " 'reports': [{'toolchain': 'go', 'kind': 'partial', 'tests': {'a': 'odd'}}]}"
            + " | The evidence cannot be read: 'odd' is no Outcome."
      })
  void what_is_no_evidence_of_ours_is_told(String text, String problem) {
    assertThat(catchThrowableOfType(OperatorException.class, () -> read(text)))
        .hasMessageContaining(problem);
  }

  @Test
  void what_is_no_json_is_told_with_the_readers_words() {
    assertThat(catchThrowableOfType(OperatorException.class, () -> read("no")))
        .hasMessageStartingWith("The evidence cannot be read: Unrecognized token");
  }

  private static RecordedEvidence read(String text) {
    return EvidenceReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
