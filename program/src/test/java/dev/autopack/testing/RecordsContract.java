package dev.autopack.testing;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.answer;
import static dev.autopack.testing.Samples.call;
import static dev.autopack.testing.Samples.event;
import static dev.autopack.testing.Samples.request;
import static dev.autopack.testing.Samples.reservation;
import static dev.autopack.testing.Samples.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Format;
import dev.autopack.edit.RepoPath;
import dev.autopack.governance.Answer;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.RunId;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.CallKey;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.PhaseState;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.telemetry.Audits;
import dev.autopack.telemetry.CallFacts;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.Question;
import dev.autopack.telemetry.Records;
import dev.autopack.telemetry.Selection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What telemetry finds of what a run store was told. */
public abstract class RecordsContract {
  private static final RunId OTHER_RUN = new RunId("run-2");

  protected final ManualClock clock = new ManualClock();
  private RunStore store;
  private Records records;

  /** The store that is written to. */
  protected abstract RunStore store();

  /** The same, as telemetry reads it. */
  protected abstract Records records();

  @BeforeEach
  void open() {
    store = store();
    records = records();
    store.create(Samples.run(RUN), List.of(PHASE), event("run_started"));
  }

  @Test
  void audits_are_counted_apart_from_what_builders_were_asked() {
    store.reserve(reservation(call(1)));
    store.settle(call(1), settlement());
    var audit = new CallKey(RUN, PHASE, 1, 0, 1);
    store.reserve(Samples.audit(audit));
    assertThat(records.audits(Selection.ALL)).isEqualTo(Audits.NONE);
    store.settle(audit, settlement());

    assertThat(records.calls(Selection.ALL)).hasSize(1);
    assertThat(records.audits(Selection.ALL))
        .isEqualTo(new Audits(1, 4300 + 12 + 9, 2048, new BigDecimal("0.0421")));
  }

  private void settled() {
    store.beginAttempt(RUN, PHASE, 1, event("attempt_started"));
    store.reserve(reservation(call(1)));
    store.settle(call(1), settlement());
  }

  private CallFacts first() {
    return records.calls(Selection.ALL).getFirst();
  }

  private static Selection of(RunId run) {
    return new Selection(Optional.of(run), Optional.empty(), Optional.empty());
  }

  private static Selection in(String repository) {
    return new Selection(Optional.empty(), Optional.of(repository), Optional.empty());
  }

  @Test
  void nothing_is_on_record_of_a_run_that_asked_nobody() {
    assertThat(records.calls(Selection.ALL)).isEmpty();
    assertThat(records.questions(Selection.ALL)).isEmpty();
  }

  @Test
  void a_settled_call_is_found_with_all_that_was_written() {
    settled();

    assertThat(records.calls(Selection.ALL))
        .containsExactly(
            new CallFacts(
                new CallFacts.Place(RUN, "/home/ann/slugs", PHASE, 1, 1, 1, clock.instant()),
                new CallFacts.Shape(
                    Category.BACKEND, Complexity.HIGH, "sonnet", Format.NDJSON, 2, true),
                reservation(call(1)).budget(),
                OptionalLong.of(950),
                Optional.of(
                    new CallFacts.Outcome(
                        CallFacts.Ending.CUT,
                        Optional.of(CallFacts.Stop.MAX_TOKENS),
                        OptionalLong.of(2048),
                        100,
                        3,
                        Optional.of("search_replace"))),
                new Fate.Open()));
  }

  @Test
  void a_call_in_flight_has_no_outcome() {
    store.reserve(reservation(call(1)));

    assertThat(first().outcome()).isEmpty();
    assertThat(first().fate()).isEqualTo(new Fate.Open());
  }

  @Test
  void what_was_reserved_is_no_count_of_what_came() {
    store.reserve(reservation(call(1)));
    var bill = settlement().bill();
    store.settle(
        call(1),
        new CallSettlement(
            CallSettlement.Ending.LOST,
            "the process died",
            new CallSettlement.Bill(CallSettlement.Bill.Source.RESERVED, bill.usage(), bill.usd()),
            0,
            0,
            new CallSettlement.Timing(0, 0)));

    assertThat(first().outcome().orElseThrow())
        .isEqualTo(
            new CallFacts.Outcome(
                CallFacts.Ending.LOST,
                Optional.empty(),
                OptionalLong.empty(),
                100,
                0,
                Optional.empty()));
    assertThat(first().refined()).isEmpty();
  }

  @Test
  void a_call_of_a_committed_attempt_is_credited_once() {
    settled();
    store.credit(call(1), 1500);
    store.credit(call(1), 7);
    store.endAttempt(RUN, PHASE, 1, new AttemptEnd(Optional.empty()), event("attempt_committed"));

    assertThat(first().fate()).isEqualTo(new Fate.Committed(OptionalLong.of(1500)));
  }

  @Test
  void a_call_that_was_never_reserved_cannot_be_credited() {
    assertThatThrownBy(() -> store.credit(call(1), 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was never reserved");
  }

  @Test
  void a_committed_call_without_a_credit_is_committed_nobody_knows_how_much() {
    settled();
    store.endAttempt(RUN, PHASE, 1, new AttemptEnd(Optional.empty()), event("attempt_committed"));

    assertThat(first().fate()).isEqualTo(new Fate.Committed(OptionalLong.empty()));
  }

  @Test
  void a_failed_attempt_and_one_that_an_ended_run_left_open_are_dropped() {
    settled();
    store.endAttempt(RUN, PHASE, 1, Samples.failed(), event("attempt_failed"));
    store.create(other(), List.of(PHASE), event("run_started"));
    store.reserve(ofOther());
    store.move(OTHER_RUN, RunState.RUNNING, RunState.INCOMPLETE, event("run_incomplete"));

    assertThat(records.calls(Selection.ALL))
        .extracting(CallFacts::fate)
        .containsExactly(new Fate.Dropped(Why.OTHER), new Fate.Dropped(Why.OTHER));
  }

  private RunRecord other() {
    var run = Samples.run(OTHER_RUN);
    return new RunRecord(
        OTHER_RUN,
        run.state(),
        new RunRecord.Sources("/home/ann/other", "p", "p.yaml", "", "{}"),
        run.baseCommit(),
        run.started(),
        run.owner(),
        run.fence());
  }

  private static dev.autopack.run.CallReservation ofOther() {
    return reservation(new dev.autopack.run.CallKey(OTHER_RUN, PHASE, 1, 1, 1));
  }

  @Test
  void calls_are_selected_by_run_repository_and_moment_in_the_order_reserved() {
    store.create(other(), List.of(PHASE), event("run_started"));
    store.reserve(ofOther());
    clock.advance(Duration.ofSeconds(1));
    var later = clock.instant();
    store.reserve(reservation(call(2)));
    store.reserve(reservation(call(1)));

    assertThat(runs(Selection.ALL)).containsExactly("run-2 1", "run-1 2", "run-1 1");
    assertThat(runs(of(RUN))).containsExactly("run-1 2", "run-1 1");
    assertThat(runs(in("/home/ann/other"))).containsExactly("run-2 1");
    assertThat(runs(in("/home/ann"))).isEmpty();
    assertThat(runs(new Selection(Optional.empty(), Optional.empty(), Optional.of(later))))
        .containsExactly("run-1 2", "run-1 1");
  }

  private List<String> runs(Selection which) {
    return records.calls(which).stream()
        .map(call -> call.place().run() + " " + call.place().number())
        .toList();
  }

  private void ask() {
    store.move(RUN, PHASE, PhaseState.QUEUED, PhaseState.RUNNING, "", event("phase_running"));
    store.ask(request("q1"), event("approval_asked"));
  }

  private Question asked(Optional<Question.Reaction> answer) {
    return new Question(
        "q1",
        RUN,
        "/home/ann/slugs",
        List.of(new RepoPath("ci/build.yml")),
        request("q1").asked(),
        answer);
  }

  @Test
  void an_open_question_is_found_with_its_paths() {
    ask();

    assertThat(records.questions(Selection.ALL)).containsExactly(asked(Optional.empty()));
    assertThat(records.questions(in("/elsewhere"))).isEmpty();
    assertThat(
            records.questions(
                new Selection(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(request("q1").asked().plusNanos(1)))))
        .isEmpty();
  }

  @Test
  void an_answer_is_a_yes_or_a_no_with_its_reason() {
    ask();
    store.answer("q1", answer(Answer.Choice.DENIED), event("approval_denied"));

    var given = answer(Answer.Choice.DENIED);
    assertThat(records.questions(of(RUN)))
        .containsExactly(
            asked(
                Optional.of(
                    new Question.Reaction(Question.Kind.DENIED, given.at(), given.reason()))));
  }

  @Test
  void a_late_yes_and_no_answer_at_all_are_expiries() {
    ask();
    var late = request("q1").expires();
    store.answer("q1", new Answer(Answer.Choice.APPROVED, "ann", late, ""), event("answered"));

    assertThat(kinds()).containsExactly(Question.Kind.EXPIRED);
  }

  @Test
  void nobodys_answer_is_an_expiry() {
    ask();
    store.answer(
        "q1",
        new Answer(Answer.Choice.DENIED, Answer.NOBODY, clock.instant(), "too late"),
        event("expired"));

    assertThat(kinds()).containsExactly(Question.Kind.EXPIRED);
  }

  private List<Question.Kind> kinds() {
    return records.questions(Selection.ALL).stream()
        .map(question -> question.answer().orElseThrow().kind())
        .toList();
  }
}
