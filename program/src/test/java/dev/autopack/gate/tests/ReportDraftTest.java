package dev.autopack.gate.tests;

import static dev.autopack.gate.testing.ReportLines.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDraftTest {
  private static final TestReport.Execution RUN =
      new TestReport.Execution(List.of(), 0, 0, "", List.of());

  private final ReportDraft draft = new ReportDraft("tool");

  @Test
  void each_test_is_in_it_once_by_its_worst_end_in_whatever_order_they_came() {
    add("b", Outcome.FAILED);
    add("b", Outcome.PASSED);
    add("a", Outcome.PASSED);
    add("a", Outcome.SKIPPED);

    assertThat(results(draft.close(RUN))).containsExactly("SKIPPED s::a", "FAILED s::b");
    assertThat(draft.close(RUN).toolchain()).isEqualTo("tool");
    assertThat(draft.close(RUN).execution()).isSameAs(RUN);
  }

  @Test
  void it_knows_what_it_has() {
    assertThat(draft.isEmpty()).isTrue();
    assertThat(draft.hasBad()).isFalse();
    assertThat(draft.hasCaseOf(new TestId("s", "a"))).isFalse();

    add("a[1]", Outcome.PASSED);
    draft.add(new Trouble(Trouble.Kind.COLLECTION, "other", "", "it does not load"));

    assertThat(draft.isEmpty()).isFalse();
    assertThat(draft.hasBad()).isFalse();
    assertThat(draft.hasCaseOf(new TestId("s", "a"))).isTrue();
    assertThat(draft.hasCaseOf(new TestId("s", "a[2]"))).isTrue();
    assertThat(draft.hasCaseOf(new TestId("s", "b"))).isFalse();
    assertThat(draft.hasResultsOf(new RepoPath("file"))).isTrue();
    assertThat(draft.hasResultsOf(new RepoPath("other"))).isFalse();
    assertThat(draft.hasTroubleWith(new RepoPath("other"))).isTrue();
    assertThat(draft.hasTroubleWith(new RepoPath("file"))).isFalse();
    assertThat(draft.has(Trouble.Kind.COLLECTION)).isTrue();
    assertThat(draft.has(Trouble.Kind.CRASH)).isFalse();

    add("c", Outcome.ERROR);
    assertThat(draft.hasBad()).isTrue();
  }

  @Test
  void it_is_whole_unless_the_run_broke_or_a_test_has_no_end() {
    add("a", Outcome.FAILED);
    draft.add(new Trouble(Trouble.Kind.NOT_RUN, "other", "", "none ran"));
    assertThat(draft.isBroken()).isFalse();
    assertThat(draft.close(RUN).kind()).isEqualTo(TestReport.Kind.STRUCTURED);

    add("b", Outcome.UNKNOWN);
    assertThat(draft.isBroken()).isFalse();
    assertThat(draft.close(RUN).kind()).isEqualTo(TestReport.Kind.PARTIAL);
  }

  @Test
  void a_crash_breaks_it() {
    draft.add(new Trouble(Trouble.Kind.CRASH, "it died"));

    assertThat(draft.isBroken()).isTrue();
    assertThat(draft.close(RUN).kind()).isEqualTo(TestReport.Kind.PARTIAL);
  }

  private void add(String name, Outcome outcome) {
    draft.add(TestResult.of(new TestId("s", name), outcome, "file"));
  }
}
