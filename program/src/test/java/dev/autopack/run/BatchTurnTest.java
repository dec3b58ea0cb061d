package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.failed;
import static dev.autopack.run.RunScenario.finished;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.rewriting;
import static dev.autopack.run.RunScenario.units;
import static dev.autopack.run.RunScenario.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelFailure;
import dev.autopack.output.Unit;
import dev.autopack.plan.Phase;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls of one batch, and what becomes of each that does not end well. */
class BatchTurnTest {
  private static final ModelFailure STALLED =
      new ModelFailure.Disconnected("silent for 90 s", ModelFailure.Cause.STALLED);

  /** Delivers two files, so that a reply can be cut between them. */
  private static final Phase TWO =
      PhaseDraft.decidedBy(PhaseDraft.delivering("src/slug.txt", "src/more.txt"), "tests/slug.txt");

  private static Unit more(String text) {
    return creation("src/more.txt", text);
  }

  @Test
  void a_cut_reply_is_continued_by_a_call_that_asks_only_for_the_rest() throws Exception {
    var scenario = RunScenario.of(TWO).cut(good()).reply(more("more\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "COMPLETE");
    assertThat(scenario.prompt(2))
        .contains("- rewrite `src/slug.txt`", "these are missing: `src/more.txt`");
    assertThat(scenario.prompt(2)).isNotEqualTo(scenario.prompt(1));
    assertThat(scenario.workspace.files()).containsEntry("src/more.txt", "more\n");
  }

  @Test
  void a_reply_is_continued_as_long_as_it_gets_on() throws Exception {
    var scenario = RunScenario.of(TWO).cut(good()).cut(more("more\n")).reply();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "CUT", "COMPLETE");
    assertThat(scenario.prompt(3)).contains("Kept are 2 operations");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void two_replies_in_a_row_without_anything_new_fail_the_attempt_and_nothing_is_applied()
      throws Exception {
    var scenario = RunScenario.of(TWO).cut(good()).cut(good()).cut().reply(good(), more("m\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "CUT", "CUT", "COMPLETE");
    assertThat(scenario.prompt(4))
        .contains("2 replies in a row brought neither a new operation nor a new line");
    assertThat(scenario.store.attempts(RUN)).hasSize(2);
    assertThat(scenario.workspace.refs().keySet()).containsExactly("checkpoints/phase-slugify");
  }

  @Test
  void a_reply_that_is_cut_before_a_unit_closed_is_not_asked_for_again_unchanged()
      throws Exception {
    var scenario = RunScenario.of(SLUG).cut().reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "COMPLETE");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.prompt(2))
        .contains("reached its output limit", "No operation of it is whole");
  }

  @Test
  void a_connection_that_breaks_inside_the_reply_is_told_as_that() throws Exception {
    var scenario = RunScenario.of(TWO);
    scenario.script.then(units(good()), failed(STALLED)).then(units(more("a\n")), failed(STALLED));
    scenario.reply();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "CUT", "COMPLETE");
    assertThat(scenario.prompt(3))
        .contains("The connection broke during your last reply")
        .doesNotContain("output limit");
  }

  @Test
  void a_reply_that_was_whole_counts_though_the_connection_broke_after_it() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then(whole(good()), failed(STALLED));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void a_reply_in_another_format_is_used_and_counted_as_that() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then("src/slug.txt\n```\ngood\n```\n", finished());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.store.calls(RUN))
        .singleElement()
        .extracting(call -> call.settlement().orElseThrow().reply().foreign())
        .isEqualTo(Optional.of("fenced_files"));
  }

  @Test
  void a_malformed_reply_fails_the_attempt_with_what_was_wrong() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then("I have done it.", finished());
    scenario.reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("MALFORMED", "COMPLETE");
    assertThat(scenario.prompt(2)).contains("it holds no operation and no end line");
  }

  @Test
  void what_is_good_of_a_reply_is_kept_and_the_rest_asked_for_once_more() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then(
        """
        {"op":"rewrite","path":"src/slug.txt","content":"good\\n"}
        {"op":"delete","path":"../other.txt"}
        {"op":"end","count":2}
        """,
        finished());
    scenario.reply();

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("MALFORMED", "COMPLETE");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
    assertThat(scenario.prompt(2)).contains("../other.txt").contains("Kept is 1 operation");
    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\n");
  }

  @Test
  void where_more_is_announced_than_came_it_is_asked_for() throws Exception {
    var scenario = RunScenario.of(TWO);
    scenario.script.then(
        """
        {"op":"rewrite","path":"src/slug.txt","content":"good\\n"}
        {"op":"end","count":2}
        """,
        finished());
    scenario.reply(more("more\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.prompt(2)).contains("its end line counts 2 operations, and 1 came");
    assertThat(scenario.workspace.files()).containsEntry("src/more.txt", "more\n");
  }

  @Test
  void a_refused_unit_stops_the_reply_and_the_next_attempt_reads_why() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(creation(".env", "A=1\n"), good()).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CANCELLED", "COMPLETE");
    assertThat(scenario.store.units(RUN, SLUG.id(), 1, 1)).hasSize(1);
    assertThat(scenario.prompt(2)).contains("'.env'");
  }

  @Test
  void a_reply_that_was_stopped_for_its_length_fails_the_attempt_like_a_malformed_one()
      throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then("", new CallEnd.Cancelled(Optional.empty(), RunScenario.TIMING));
    scenario.reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("MALFORMED", "COMPLETE");
  }

  static Stream<ModelFailure> trouble() {
    return Stream.of(
        new ModelFailure.RateLimited("429", Optional.of(Duration.ofMinutes(5))),
        new ModelFailure.Overloaded("529", Optional.empty()),
        new ModelFailure.OutOfQuota("no credit"),
        new ModelFailure.Disconnected("refused", ModelFailure.Cause.CONNECT),
        new ModelFailure.Disconnected("no byte", ModelFailure.Cause.FIRST_BYTE_TIMEOUT));
  }

  @ParameterizedTest
  @MethodSource("trouble")
  void a_provider_in_trouble_suspends_and_a_resumed_run_makes_a_new_call(ModelFailure trouble)
      throws Exception {
    var scenario = RunScenario.of(SLUG).fails(trouble).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).startsWith("SUSPENDED: quota: ");
    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("FAILED", "COMPLETE");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void an_outage_may_suspend_a_run_as_often_as_it_likes() throws Exception {
    var scenario = RunScenario.of(SLUG);
    for (int night = 1; night <= 6; night++) {
      scenario.fails(new ModelFailure.Overloaded("529", Optional.empty()));
      assertThat(scenario.run()).as("night %d", night).isEqualTo(RunState.SUSPENDED);
    }

    assertThat(scenario.reply(good()).run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void three_calls_that_broke_in_a_row_suspend_and_a_resumed_run_tries_again() throws Exception {
    var scenario = RunScenario.of(SLUG).fails(STALLED).fails(STALLED).fails(STALLED);

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).contains("broke off 3 calls in a row");
    scenario.fails(STALLED).fails(STALLED).reply(good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.requests()).hasSize(6);
  }

  @Test
  void a_connection_that_breaks_before_anything_new_is_no_reply_without_anything_new()
      throws Exception {
    var scenario = RunScenario.of(TWO);
    for (int i = 0; i < 3; i++) {
      scenario.script.then(units(good()), failed(STALLED));
    }
    scenario.cut(good()).reply(more("m\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("CUT", "CUT", "CUT", "CUT", "COMPLETE");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void connections_that_break_three_times_before_anything_new_suspend_the_run() throws Exception {
    var scenario = RunScenario.of(TWO);
    for (int i = 0; i < 4; i++) {
      scenario.script.then(units(good()), failed(STALLED));
    }

    assertThat(scenario.run()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).contains("broke off 3 calls in a row");
    scenario.reply(more("m\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.requests()).hasSize(5);
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  static Stream<ModelFailure> personsMatters() {
    return Stream.of(
        new ModelFailure.BadRequest("too long"),
        new ModelFailure.Unauthorised("bad key"),
        new ModelFailure.UnknownModel("no such model"),
        new ModelFailure.WrongProtocol("<html>"));
  }

  @ParameterizedTest
  @MethodSource("personsMatters")
  void what_only_a_person_can_mend_suspends_the_run_with_a_next_step(ModelFailure failure)
      throws Exception {
    var scenario = RunScenario.of(SLUG).fails(failure).reply(good());

    assertThatThrownBy(scenario::run)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(failure.detail());
    assertThat(scenario.record().state()).isEqualTo(RunState.SUSPENDED);
    assertThat(scenario.phases().get("slugify")).startsWith("SUSPENDED: operator: ");

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void a_call_that_a_process_died_in_counts_at_its_reserved_price_and_is_continued()
      throws Exception {
    var scenario = RunScenario.of(TWO).cut(good()).reply(more("more\n"));
    assertThatThrownBy(() -> scenario.run(dyingAt(scenario, "after unit 0")))
        .isInstanceOf(Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    var lost = scenario.store.calls(RUN).getFirst();
    assertThat(lost.settlement().orElseThrow().bill())
        .isEqualTo(
            new CallSettlement.Bill(
                CallSettlement.Bill.Source.RESERVED,
                new dev.autopack.budget.Usage(
                    lost.reservation().inputTokens(),
                    0,
                    0,
                    lost.reservation().budget().maxOutputTokens(),
                    0),
                lost.reservation().usd()));
    assertThat(scenario.settlements()).containsExactly("LOST", "COMPLETE");
    assertThat(scenario.prompt(2)).contains("these are missing: `src/more.txt`");
    assertThat(scenario.eventTypes()).containsOnlyOnce("call_lost");
  }

  @Test
  void a_call_lost_before_a_unit_closed_is_sent_once_more_as_it_was() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).reply(good());
    assertThatThrownBy(() -> scenario.run(dyingAt(scenario, "before unit 0")))
        .isInstanceOf(Killed.class);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.settlements()).containsExactly("LOST", "COMPLETE");
    assertThat(scenario.prompt(2)).isEqualTo(scenario.prompt(1));
  }

  @Test
  void a_continuation_that_starts_over_adds_only_what_is_new() throws Exception {
    var scenario =
        RunScenario.of(TWO)
            .cut(good(), more("first\n"))
            .reply(good(), more("second\n"), rewriting("src/more.txt", "third\n"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/more.txt", "third\n");
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @Test
  void a_continuation_that_creates_a_kept_file_anew_does_not_replace_it() throws Exception {
    var scenario = RunScenario.of(TWO).cut(more("first\n")).reply(more("second\n"), good());

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/more.txt", "first\n");
  }

  @Test
  void what_one_reply_says_twice_is_done_once() throws Exception {
    var twice =
        new Unit.Change(
            new FileEdit.Edit(
                new RepoPath("src/slug.txt"),
                List.of(new FileEdit.Replacement("old", "good old"))));
    var scenario = RunScenario.of(SLUG).reply(twice, twice);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good old\n");
  }

  @Test
  void a_continuation_that_edits_a_kept_file_anew_does_not_edit_it_twice() throws Exception {
    var edit =
        new Unit.Change(
            new FileEdit.Edit(
                new RepoPath("src/slug.txt"),
                List.of(new FileEdit.Replacement("old\n", "good\nold\n"))));
    var scenario = RunScenario.of(TWO).cut(rewriting("src/slug.txt", "good\nold\n"));

    assertThat(scenario.reply(edit, more("more\n")).run()).isEqualTo(RunState.COMPLETE);

    assertThat(scenario.workspace.files()).containsEntry("src/slug.txt", "good\nold\n");
  }

  @Test
  void a_stopped_reply_is_billed_by_what_came_where_nobody_reported_it() throws Exception {
    var scenario = RunScenario.of(TWO);
    scenario.script.then(units(good()), failed(STALLED));
    scenario.reply(more("more\n"));

    scenario.run();

    var bill = scenario.store.calls(RUN).getFirst().settlement().orElseThrow().bill();
    assertThat(bill.source()).isEqualTo(CallSettlement.Bill.Source.COUNTED);
    assertThat(bill.usage().input()).isPositive();
    assertThat(bill.usage().output()).isPositive();
    assertThat(bill.usd()).isGreaterThan(BigDecimal.ZERO);
  }

  @Test
  void a_reply_whose_usage_nobody_reported_counts_as_reserved() throws Exception {
    var scenario = RunScenario.of(SLUG);
    scenario.script.then(
        whole(good()),
        new CallEnd.Finished(
            dev.autopack.model.StopReason.END, "end_turn", Optional.empty(), RunScenario.TIMING));

    scenario.run();

    var call = scenario.store.calls(RUN).getFirst();
    var bill = call.settlement().orElseThrow().bill();
    assertThat(bill.source()).isEqualTo(CallSettlement.Bill.Source.RESERVED);
    assertThat(bill.usd()).isEqualTo(call.reservation().usd());
  }

  @Test
  void the_events_of_a_call_are_told_once_however_often_the_story_is() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(bad());
    scenario.fails(new ModelFailure.Overloaded("529", Optional.empty())).reply(good());
    scenario.run();
    scenario.run();

    assertThat(scenario.eventTypes()).filteredOn(type -> type.startsWith("call_")).hasSize(6);
    var attempts = 2;
    assertThat(scenario.eventTypes())
        .filteredOn("gate"::equals)
        .hasSize(attempts * PhaseGates.BUILT.size());
  }

  /** Told once over a copy of the world, to find the instant by its name. */
  private static Mortality dyingAt(RunScenario scenario, String instant) throws Exception {
    return Mortality.throwingAt(scenario.instantOf(instant));
  }
}
