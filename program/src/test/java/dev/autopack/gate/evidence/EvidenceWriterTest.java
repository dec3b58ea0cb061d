package dev.autopack.gate.evidence;

import static dev.autopack.gate.testing.Reports.baseline;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static dev.autopack.gate.testing.Reports.report;
import static dev.autopack.gate.testing.Reports.skipped;
import static dev.autopack.gate.testing.Reports.troubled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.CoverageDelta;
import dev.autopack.gate.Audit;
import dev.autopack.gate.Doubts;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.GateFinding;
import dev.autopack.gate.GateName;
import dev.autopack.gate.Quarantine;
import dev.autopack.gate.RecordedEvidence;
import dev.autopack.gate.Rerun;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.Verdict;
import dev.autopack.gate.Waiver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EvidenceWriterTest {
  private static final Evidence EVIDENCE =
      new Evidence(
          new Evidence.Subject(
              "r1",
              "slugify",
              2,
              "a".repeat(40),
              "b".repeat(40),
              List.of("M slug.py +3 -1"),
              List.of("test_a.py"),
              Optional.empty(),
              "2026-11-24T10:00:00Z"),
          new Evidence.Decided(
              List.of(new Verdict.Pass(GateName.TESTS, "1 passed")),
              List.of(new Waiver(GateName.QUALITY, "settings")),
              List.of(GateName.MANIFEST),
              new Audit.Answered(
                  new Audit.Asked("gpt", "d".repeat(64), "e".repeat(64), List.of("big.json")),
                  "It does what was asked.",
                  List.of(
                      new Audit.Remark(
                          Audit.Severity.NOTE,
                          new Audit.Place("slug.py", 3, "return s"),
                          "A1",
                          "Empty titles are not named.",
                          "the file's diff holds no such line")))),
          baseline(report(passed("test_a.py::test_a"))),
          List.of(report(passed("test_a.py::test_a"), skipped("test_a.py::test_b"))),
          new CoverageDelta.Off("no coverage.py"),
          new Doubts(
              List.of(
                  new Rerun(
                      failed("test_a.py::test_f", "x"),
                      List.of(
                          new Rerun.Try(Rerun.Condition.ALONE, true),
                          new Rerun.Try(Rerun.Condition.IN_ORDER, true)),
                      Rerun.Ending.FLAKY,
                      passed("test_a.py::test_f"))),
              List.of(
                  new Quarantine(
                      "pytest", new TestId("test_a.py", "test_q"), "ann", "the clock of CI"))),
          new TreeMap<>(Map.of("test reports", "c".repeat(64))),
          "none: tests ran with the user's rights");

  @Test
  void evidence_says_what_was_run_on_which_tree_and_what_came_of_it() {
    assertThat(JsonMapper.shared().readTree(EvidenceWriter.write(EVIDENCE)))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"autopack_evidence": 2, "run": "r1", "phase": "slugify", "attempt": 2,
                     "base_commit": "%1$s", "tree": "%2$s", "sealed_at": "2026-11-24T10:00:00Z",
                     "changed": ["M slug.py +3 -1"], "named_tests": ["test_a.py"],
                     "sandbox": "none: tests ran with the user's rights",
                     "verdicts": [{"gate": "tests", "verdict": "pass", "summary": "1 passed"}],
                     "waivers": [{"gate": "quality", "granted_by": "settings"}],
                     "not_asked": ["manifest"],
                     "audit": {"executed": false, "verdict": "pass",
                       "summary": "It does what was asked.", "model": "gpt",
                       "prompt_sha256": "%6$s", "answer_sha256": "%7$s",
                       "unseen": ["big.json"],
                       "findings": [{"severity": "note", "path": "slug.py", "line": 3,
                         "rule": "A1", "quote": "return s",
                         "message": "Empty titles are not named.",
                         "unfounded": "the file's diff holds no such line"}]},
                     "baseline": {"commit": "%4$s", "partial": false, "reports": [
                       {%5$s "counts": {"passed": 1, "failed": 0, "error": 0, "skipped": 0,
                        "unknown": 0}, "trouble": [], "tests": {"test_a.py::test_a": "passed"}}]},
                     "reports": [
                       {%5$s "counts": {"passed": 1, "failed": 0, "error": 0, "skipped": 1,
                        "unknown": 0}, "trouble": [],
                        "tests": {"test_a.py::test_a": "passed", "test_a.py::test_b": "skipped"}}],
                     "coverage": {"off": "no coverage.py"},
                     "reruns": [{"test": "test_a.py::test_f", "ending": "flaky", "runs": 3,
                        "failures": 1}],
                     "quarantined": [{"toolchain": "pytest", "test": "test_a.py::test_q",
                        "by": "ann", "reason": "the clock of CI"}],
                     "artefacts": {"test reports": "%3$s"}}
                    """
                        .formatted(
                            "a".repeat(40),
                            "b".repeat(40),
                            "c".repeat(64),
                            "0".repeat(40),
                            """
                            "toolchain": "pytest", "kind": "structured",
                            "commands": [["python3", "-m", "pytest"]], "exit_code": 0, "millis": 5,
                            "environment": ["Python 3"], "environment_sha256":
                            "d791739741f4294d3b4e27485b57a2db065f3af824b5311b68793be8412aff69",
                            """,
                            "d".repeat(64),
                            "e".repeat(64))));
  }

  @Test
  void what_a_model_said_is_read_back_as_recorded_and_evidence_of_before_has_none() {
    var written = new String(EvidenceWriter.write(EVIDENCE), StandardCharsets.UTF_8);
    var earlier = (ObjectNode) JsonMapper.shared().readTree(written);
    earlier.remove("audit");

    assertThat(EvidenceReader.read(written.getBytes(StandardCharsets.UTF_8)).audit())
        .contains(new RecordedEvidence.RecordedAudit("pass", "gpt", 1));
    assertThat(EvidenceReader.read(earlier.toString().getBytes(StandardCharsets.UTF_8)).audit())
        .isEmpty();
  }

  @Test
  void the_same_facts_give_the_same_bytes_with_plain_line_ends() {
    var text = new String(EvidenceWriter.write(EVIDENCE), StandardCharsets.UTF_8);

    assertThat(EvidenceWriter.write(EVIDENCE)).isEqualTo(EvidenceWriter.write(EVIDENCE));
    assertThat(text).endsWith("}\n").doesNotContain("\r").startsWith("{\n  \"autopack_evidence\"");
  }

  @Test
  void what_was_found_and_what_was_told_stands_in_the_verdicts() {
    var finding = GateFinding.of("syntax", "a.py", "", "it does not parse");
    var json =
        written(
            List.of(
                new Verdict.Pass(GateName.MANIFEST, "all there", List.of("one", "two")),
                new Verdict.Fail(GateName.TESTS, "1 failed", List.of(finding)),
                new Verdict.Unknown(GateName.QUALITY, "who knows", List.of(finding))),
            new Audit.Off("nobody audits"),
            report());

    assertThat(json.path("verdicts"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    [{"gate": "manifest", "verdict": "pass", "told": ["one", "two"],
                      "summary": "all there"},
                     {"gate": "tests", "verdict": "fail", "findings": ["it does not parse"],
                      "summary": "1 failed"},
                     {"gate": "quality", "verdict": "unknown", "findings": ["it does not parse"],
                      "summary": "who knows"}]
                    """));
  }

  @Test
  void an_audit_without_a_judgement_says_who_was_asked_and_one_that_blocks_fails() {
    var asked = new Audit.Asked("gpt", "aa", "bb", List.of("big.json"));
    var remark =
        new Audit.Remark(
            Audit.Severity.BLOCKING, new Audit.Place("a.py", 3, "x = 1"), "A1", "it is wrong", "");

    assertThat(written(List.of(), new Audit.Unusable(asked, "no JSON"), report()).path("audit"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"executed": false, "verdict": "unknown", "why": "no JSON", "model": "gpt",
                     "prompt_sha256": "aa", "answer_sha256": "bb", "unseen": ["big.json"]}
                    """));
    assertThat(
            written(List.of(), new Audit.Answered(asked, "no", List.of(remark)), report())
                .path("audit")
                .path("verdict")
                .asString())
        .isEqualTo("fail");
  }

  @Test
  void the_trouble_of_a_run_is_written_as_people_read_it() {
    var trouble = new Trouble(Trouble.Kind.COLLECTION, "a.py", "a.py:3", "no module 'x'");

    assertThat(
            written(List.of(), new Audit.Off("nobody audits"), troubled(trouble))
                .at("/reports/0/trouble/0")
                .asString())
        .isEqualTo("a.py:3: no module 'x'");
  }

  private static JsonNode written(List<Verdict> verdicts, Audit audit, TestReport report) {
    return JsonMapper.shared()
        .readTree(
            EvidenceWriter.write(
                new Evidence(
                    EVIDENCE.subject(),
                    new Evidence.Decided(verdicts, List.of(), List.of(), audit),
                    EVIDENCE.baseline(),
                    List.of(report),
                    EVIDENCE.coverage(),
                    Doubts.NONE,
                    new TreeMap<>(),
                    "none")));
  }
}
