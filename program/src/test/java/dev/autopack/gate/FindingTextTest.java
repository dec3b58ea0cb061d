package dev.autopack.gate;

import static dev.autopack.gate.testing.Reports.command;
import static dev.autopack.gate.testing.Reports.failed;
import static dev.autopack.gate.testing.Reports.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Complaint.Why;
import dev.autopack.gate.TestReport.Execution;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingTextTest {
  private static final String LONG_LINE = "x".repeat(200);
  private static final MapTree TREE =
      MapTree.of(Map.of("a.py", "first\n  second\n\n" + LONG_LINE + "\n" + LONG_LINE + "y\n"));

  @Test
  void tests_that_went_together_are_one_finding_a_file_and_a_reason() {
    assertThat(
            texts(
                vanished("a.py::a"),
                vanished("b.py::b"),
                new Complaint(Why.NEWLY_SKIPPED, passed("a.py::c")),
                vanished("a.py::d")))
        .containsExactly(
            "a.py: 2 tests have vanished: they were there before this phase; tests may not be"
                + " removed, renamed or moved: a, d",
            "b.py::b has vanished: it was there before this phase; tests may not be removed, renamed"
                + " or moved",
            "a.py::c is skipped now and was not before this phase; tests may not be switched off");
  }

  @Test
  void tests_without_a_file_go_together_by_their_suite() {
    var one = TestResult.of(new TestId("ATest", "a"), Outcome.PASSED, "");
    var other = TestResult.of(new TestId("ATest", "b"), Outcome.PASSED, "");

    assertThat(texts(new Complaint(Why.MUST_RUN, one), new Complaint(Why.MUST_RUN, other)))
        .containsExactly("ATest: 2 tests must pass for this phase, and did not run: a, b");
    assertThat(texts(new Complaint(Why.MUST_RUN, one)))
        .containsExactly("ATest::a must pass for this phase, and did not run");
  }

  @Test
  void of_many_tests_twelve_are_named() {
    assertThat(texts(vanished(12)).getFirst())
        .endsWith(": t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12");
    assertThat(texts(vanished(14)).getFirst()).endsWith(" t11, t12 and 2 more");
  }

  private static Complaint[] vanished(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> vanished("a.py::t" + i))
        .toArray(Complaint[]::new);
  }

  @Test
  void a_finding_is_the_same_where_the_same_tests_are_concerned() {
    assertThat(fingerprint(vanished(2))).isEqualTo(fingerprint(vanished(2)));
    assertThat(fingerprint(vanished(2)))
        .startsWith("vanished:a.py#")
        .isNotEqualTo(fingerprint(vanished(3)));
    assertThat(fingerprint(bad("a.py::a", "x")))
        .startsWith("fails:a.py::a#")
        .isNotEqualTo(fingerprint(bad("a.py::a", "x"), bad("a.py::b", "x")));
  }

  private static String fingerprint(Complaint... complaints) {
    return findings(complaints).getFirst().fingerprint();
  }

  @Test
  void what_is_missing_comes_first_and_tests_that_fail_otherwise_are_findings_of_their_own() {
    assertThat(
            texts(
                bad("a.py::a", "one"),
                bad("a.py::b", "two"),
                bad("a.py::c", "one"),
                vanished("c.py::c")))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("c.py::c has vanished"),
            text ->
                assertThat(text)
                    .isEqualTo(
                        "a.py::a (a.py:2) fails now, and is not known to have failed before this"
                            + " phase\n  at: second\n```\none\n```\n1 more fail in the same way: c"),
            text -> assertThat(text).endsWith("\n```\ntwo\n```"));
  }

  @Test
  void six_failures_are_shown_in_full_and_the_rest_in_short() {
    var texts =
        texts(
            IntStream.range(0, 7)
                .mapToObj(i -> bad("a.py::t" + i, i + "x".repeat(1_199)))
                .toArray(Complaint[]::new));

    assertThat(texts.get(5)).contains("5" + "x".repeat(1_199) + "\n```").doesNotContain("...");
    assertThat(texts.get(6)).contains("6" + "x".repeat(159) + "...\n```");
    assertThat(texts(bad("a.py::a", "x".repeat(1_201))).getFirst())
        .contains("\n" + "x".repeat(1_200) + "...\n");
  }

  @Test
  void a_line_of_the_source_is_shown_where_there_is_one() {
    assertThat(at("a.py:1")).contains("\n  at: first");
    assertThat(at("a.py:4")).contains("\n  at: " + LONG_LINE).doesNotContain("...");
    assertThat(at("a.py:5")).contains("\n  at: " + LONG_LINE + "...");
    assertThat(
            List.of(
                at("a.py:3"),
                at("a.py:9"),
                at("a.py:0"),
                at("b.py:1"),
                at("../a.py:1"),
                at("a.py")))
        .noneMatch(text -> text.contains("at: "));
  }

  private static String at(String location) {
    var test = new TestResult(new TestId("T", "t"), Outcome.ERROR, "a.py", location, "");
    var text = texts(new Complaint(Why.NEWLY_BAD, test)).getFirst();
    assertThat(text).startsWith("T::t (" + location + ") fails now").doesNotContain("```");
    assertThat(text.lines().findFirst().orElseThrow()).endsWith(" (error)");
    return text;
  }

  @Test
  void of_a_commands_output_the_end_is_shown() {
    var output = "x".repeat(2_500);

    assertThat(FindingText.ofCommand(command(2, output).execution()).text())
        .isEqualTo(
            "`go test` ended with exit code 2; the end of its output:\n```\n" + output + "\n```");
    assertThat(FindingText.ofCommand(command(2, "ab" + output).execution()).text())
        .endsWith(":\n```\n..." + output + "\n```");
    assertThat(FindingText.ofCommand(new Execution(List.of(), 1, 0, "", List.of())).text())
        .startsWith("`` ended with exit code 1");
  }

  @Test
  void the_reason_that_says_more_of_the_cause_counts() {
    var test = failed("a.py::a", "x");
    var both = List.of(new Complaint(Why.NEWLY_BAD, test), new Complaint(Why.MUST_PASS, test));

    assertThat(both.getFirst().or(both.getLast())).isEqualTo(both.getLast());
    assertThat(both.getLast().or(both.getFirst())).isEqualTo(both.getLast());
  }

  private static Complaint vanished(String id) {
    return new Complaint(Why.VANISHED, passed(id));
  }

  private static Complaint bad(String id, String message) {
    return new Complaint(Why.NEWLY_BAD, failed(id, message));
  }

  private static List<String> texts(Complaint... complaints) {
    return findings(complaints).stream().map(GateFinding::text).toList();
  }

  private static List<GateFinding> findings(Complaint... complaints) {
    return new FindingText(TREE, Doubts.NONE).of(Stream.of(complaints).toList());
  }
}
