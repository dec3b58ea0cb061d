package dev.autopack.gate.evidence;

import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Baseline;
import dev.autopack.gate.Coverage;
import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.EvidenceComparison;
import dev.autopack.gate.FileCoverage;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Share;
import dev.autopack.gate.TestReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Coverage as evidence holds it, and as it is held against what was executed again. */
class EvidenceOfCoverageTest {
  private static final RepoPath FILE = new RepoPath("a.py");
  private static final ChangeSet CHANGES =
      new ChangeSet(
          List.of(
              new FileChange(
                  FILE,
                  Optional.of("1\nold\n"),
                  Optional.of("1\nnew\nmore\n"),
                  Optional.empty(),
                  Rung.EXACT)));

  @Test
  void evidence_says_in_numbers_what_the_change_did_to_coverage() {
    var json = JsonMapper.shared().readTree(evidence(covering(1, 2), covering(2, 3)));

    assertThat(json.path("coverage"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"baseline": {"lines": {"covered": 1, "total": 2},
                       "branches": {"covered": 1, "total": 2},
                       "statements": {"covered": 0, "total": 0},
                       "changed_lines": {"covered": 0, "total": 1}},
                     "now": {"lines": {"covered": 2, "total": 3},
                       "branches": {"covered": 1, "total": 2},
                       "statements": {"covered": 0, "total": 0},
                       "changed_lines": {"covered": 1, "total": 2}}}
                    """));
    assertThat(json.at("/reports/0/coverage/lines/total").asInt()).isEqualTo(3);
  }

  @Test
  void a_clear_fall_refutes_what_was_recorded_and_a_point_does_not() {
    assertThat(compared(covering(90, 100), covering(89, 100))).isEmpty();
    assertThat(compared(covering(90, 100), covering(70, 100)))
        .containsExactly(
            "true pytest coverage: recorded 90.0 % (90 of 100 lines), now 70.0 % (70 of 100"
                + " lines)");
    assertThat(compared(covering(70, 100), covering(90, 100)))
        .singleElement()
        .asString()
        .startsWith("false ");
  }

  @Test
  void where_nothing_can_measure_it_that_is_told_and_where_it_should_be_there_it_refutes() {
    assertThat(compared(covering(9, 10), new Measurement.NotProducible("no coverage.py")))
        .containsExactly(
            "false pytest coverage: recorded 90.0 % (9 of 10 lines), now no coverage.py");
    assertThat(compared(covering(9, 10), new Measurement.Missing("no report")))
        .containsExactly("true pytest coverage: recorded 90.0 % (9 of 10 lines), now no report");
    assertThat(compared(new Measurement.Missing("no report"), covering(9, 10))).isEmpty();
  }

  private static List<String> compared(Measurement recorded, Measurement now) {
    return EvidenceComparison.compare(
            EvidenceReader.read(evidence(recorded, recorded)), List.of(measured(now)))
        .stream()
        .map(one -> one.contradicts() + " " + one)
        .toList();
  }

  private static byte[] evidence(Measurement before, Measurement now) {
    var baseline = new Baseline("0".repeat(40), List.of(measured(before)));
    return EvidenceWriter.write(
        new Evidence(
            new Evidence.Subject(
                "r1",
                "p",
                1,
                "a".repeat(40),
                "b".repeat(40),
                List.of(),
                List.of(),
                Optional.empty(),
                "2026-11-24T10:00:00Z"),
            new Evidence.Decided(List.of(), List.of(), List.of(), new Audit.Off("nobody audits")),
            baseline,
            List.of(measured(now)),
            CoverageDelta.of(baseline, List.of(measured(now)), CHANGES),
            Doubts.NONE,
            new TreeMap<>(),
            "none"));
  }

  private static TestReport measured(Measurement measurement) {
    return report(passed("test_a.py::test_a")).covering(measurement);
  }

  private static Measurement covering(int covered, int total) {
    var hits = new TreeMap<Integer, Long>();
    for (var line = 1; line <= total; line++) {
      hits.put(line, line <= covered ? 1L : 0L);
    }
    var file = new FileCoverage(hits, new TreeMap<>(Map.of(1, new Share(1, 2))), Share.NONE);
    return new Measurement.Measured(new Coverage(new TreeMap<>(Map.of(FILE, file)), List.of()));
  }
}
