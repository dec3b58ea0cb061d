package dev.autopack.testing;

import static dev.autopack.testing.Samples.OTHER_PHASE;
import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.call;
import static dev.autopack.testing.Samples.event;
import static dev.autopack.testing.Samples.request;
import static dev.autopack.testing.Samples.reservation;
import static dev.autopack.testing.Samples.settlement;
import static dev.autopack.testing.Samples.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.AttemptRecord;
import dev.autopack.run.CallKey;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.PhaseRecord;
import dev.autopack.run.PhaseState;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.run.RunStore.AnsweredRequest;
import dev.autopack.run.RunStore.StoredUnit;
import dev.autopack.run.StoredEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every run store does. */
public abstract class RunStoreContract {
  private static final RunId UNKNOWN = new RunId("nobody");

  protected final ManualClock clock = new ManualClock();
  protected RunStore store;

  /** A store as one more process would open it: over the same data, owning nothing. */
  protected abstract RunStore openProcess();

  @BeforeEach
  void open() {
    store = openProcess();
  }

  private void createRun() {
    store.create(Samples.run(RUN), List.of(PHASE, OTHER_PHASE), event("run_started"));
  }

  private void startPhase() {
    store.move(RUN, PHASE, PhaseState.QUEUED, PhaseState.RUNNING, "", event("phase_running"));
  }

  private void reserve(int number) {
    store.reserve(reservation(call(number)));
  }

  private void ask(String id) {
    startPhase();
    store.ask(request(id), event("phase_awaiting_approval"));
  }

  private List<String> eventTypes() {
    return store.events(RUN, 0, 1000).stream().map(stored -> stored.event().type()).toList();
  }

  private PhaseRecord phase() {
    return store.phases(RUN).getFirst();
  }

  @Test
  void a_new_run_is_found_with_its_phases_queued_in_order_and_its_event() {
    createRun();

    assertThat(openProcess().find(RUN)).contains(Samples.run(RUN));
    assertThat(store.phases(RUN))
        .containsExactly(
            new PhaseRecord(PHASE, PhaseState.QUEUED, 0, ""),
            new PhaseRecord(OTHER_PHASE, PhaseState.QUEUED, 0, ""));
    assertThat(store.events(RUN, 0, 10))
        .containsExactly(
            new StoredEvent(
                1, clock.instant(), Optional.empty(), RunEvent.VERSION, event("run_started")));
  }

  @Test
  void a_run_is_created_once() {
    createRun();

    assertThatThrownBy(this::createRun)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run-1");
    assertThat(eventTypes()).containsExactly("run_started");
  }

  @Test
  void runs_are_listed_newest_first_by_the_instant_and_not_by_how_it_is_written() {
    var first = Samples.run(new RunId("a"), Instant.parse("2026-03-01T08:00:00Z"));
    var second = Samples.run(new RunId("b"), Instant.parse("2026-03-01T08:00:00.25Z"));
    var third = Samples.run(new RunId("c"), Instant.parse("2026-03-01T08:00:00.250000001Z"));
    for (var run : List.of(second, third, first)) {
      store.create(run, List.of(), event("run_started"));
    }

    assertThat(store.list()).containsExactly(third, second, first);
  }

  @Test
  void an_unknown_run_has_nothing() {
    assertThat(store.find(UNKNOWN)).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(store.phases(UNKNOWN)).isEmpty();
    assertThat(store.events(UNKNOWN, 0, 10)).isEmpty();
    assertThat(store.attempts(UNKNOWN)).isEmpty();
    assertThat(store.calls(UNKNOWN)).isEmpty();
    assertThat(store.units(UNKNOWN, PHASE, 1, 1)).isEmpty();
    assertThat(store.unanswered(UNKNOWN)).isEmpty();
    assertThat(store.answered(UNKNOWN, PHASE)).isEmpty();
    assertThat(store.findRequest("nothing")).isEmpty();
    assertThatCode(() -> store.remove(UNKNOWN)).doesNotThrowAnyException();
  }

  @Test
  void a_run_moves_from_the_state_it_is_in_and_says_so() {
    createRun();

    store.move(RUN, RunState.RUNNING, RunState.WAITING, event("run_waiting"));

    assertThat(store.find(RUN).orElseThrow().state()).isEqualTo(RunState.WAITING);
    assertThat(eventTypes()).containsExactly("run_started", "run_waiting");
  }

  @Test
  void a_run_does_not_move_from_another_state_and_nothing_is_said() {
    createRun();

    assertThatThrownBy(
            () -> store.move(RUN, RunState.WAITING, RunState.RUNNING, event("run_running")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run 'run-1' is RUNNING, not WAITING");
    assertThat(eventTypes()).containsExactly("run_started");
  }

  @Test
  void a_phase_moves_from_the_state_it_is_in_with_its_reason_and_says_so() {
    createRun();
    startPhase();

    store.move(
        RUN, PHASE, PhaseState.RUNNING, PhaseState.SUSPENDED, "budget", event("phase_suspended"));

    assertThat(phase()).isEqualTo(new PhaseRecord(PHASE, PhaseState.SUSPENDED, 0, "budget"));
    assertThat(store.events(RUN, 2, 1).getFirst().phase()).contains(PHASE);
    assertThat(eventTypes()).containsExactly("run_started", "phase_running", "phase_suspended");
  }

  @Test
  void a_phase_does_not_move_from_another_state_and_nothing_is_said() {
    createRun();
    startPhase();

    assertThatThrownBy(this::startPhase)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("phase 'slugify' of run 'run-1' is RUNNING, not QUEUED");
    assertThat(eventTypes()).containsExactly("run_started", "phase_running");
  }

  @Test
  void a_run_has_no_phases_but_its_own() {
    createRun();
    var stranger = new PhaseId("stranger");

    assertThatThrownBy(() ->
            store.move(RUN, stranger, PhaseState.QUEUED, PhaseState.RUNNING, "", event("never")))
        .hasMessageContaining("has no phase 'stranger'");
    assertThatThrownBy(() -> store.beginAttempt(RUN, stranger, 1, event("never")))
        .hasMessageContaining("has no phase 'stranger'");
    assertThatThrownBy(() -> store.reserve(reservation(new CallKey(RUN, stranger, 1, 1, 1))))
        .hasMessageContaining("has no phase 'stranger'");
    assertThat(eventTypes()).containsExactly("run_started");
  }

  @Test
  void events_are_read_in_pieces_after_a_number() {
    createRun();
    IntStream.range(0, 5).forEach(i -> store.append(RUN, Optional.of(PHASE), event("e" + i)));

    assertThat(store.events(RUN, 2, 3))
        .extracting(StoredEvent::sequence)
        .containsExactly(3L, 4L, 5L);
    assertThat(store.events(RUN, 6, 3)).isEmpty();
  }

  @Test
  void an_attempt_begins_once_and_ends_once() {
    createRun();
    store.beginAttempt(RUN, PHASE, 1, event("attempt_begun"));
    var begun = clock.instant();
    clock.advance(Duration.ofSeconds(3));
    store.beginAttempt(RUN, PHASE, 1, event("attempt_begun"));
    store.endAttempt(RUN, PHASE, 1, Samples.failed(), event("attempt_failed"));
    store.endAttempt(RUN, PHASE, 1, new AttemptEnd(Optional.empty()), event("attempt_done"));
    store.beginAttempt(RUN, PHASE, 2, event("attempt_begun"));

    assertThat(store.attempts(RUN))
        .containsExactly(
            new AttemptRecord(PHASE, 1, begun, Optional.of(Samples.failed())),
            new AttemptRecord(PHASE, 2, clock.instant(), Optional.empty()));
    assertThat(phase().attempts()).isEqualTo(2);
    assertThat(eventTypes())
        .containsExactly("run_started", "attempt_begun", "attempt_failed", "attempt_begun");
  }

  @Test
  void an_attempt_that_never_began_does_not_end() {
    createRun();

    assertThatThrownBy(() -> store.endAttempt(RUN, PHASE, 1, Samples.failed(), event("never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("attempt 1 of phase 'slugify'");
    assertThat(eventTypes()).containsExactly("run_started");
  }

  @Test
  void a_call_is_reserved_once_and_settled_once_to_the_last_digit() {
    createRun();
    reserve(2);
    reserve(1);
    var reserved = clock.instant();
    clock.advance(Duration.ofSeconds(3));
    reserve(2);
    store.settle(call(2), settlement());
    store.settle(call(2), lost());

    assertThat(openProcess().calls(RUN))
        .containsExactly(
            new CallRecord(reservation(call(2)), reserved, Optional.of(settlement())),
            new CallRecord(reservation(call(1)), reserved, Optional.empty()));
  }

  private static CallSettlement lost() {
    var done = settlement();
    return new CallSettlement(CallSettlement.Ending.LOST, "", done.bill(), 0, 0, done.timing());
  }

  @Test
  void a_call_that_was_never_reserved_is_not_settled_and_gives_no_unit() {
    createRun();

    assertThatThrownBy(() -> store.settle(call(1), settlement()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was never reserved");
    assertThatThrownBy(() -> store.saveUnit(call(1), 0, unit("a.py")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was never reserved");
  }

  @Test
  void units_come_back_in_the_order_they_closed_over_all_calls_of_their_batch() {
    createRun();
    reserve(1);
    reserve(2);
    store.saveUnit(call(2), 0, unit("c.py"));
    store.saveUnit(call(1), 10, unit("b.py"));
    store.saveUnit(call(1), 9, unit("a.py"));
    store.saveUnit(call(1), 9, unit("again.py"));

    assertThat(openProcess().units(RUN, PHASE, 1, 1))
        .containsExactly(
            new StoredUnit(call(1), 9, unit("a.py")),
            new StoredUnit(call(1), 10, unit("b.py")),
            new StoredUnit(call(2), 0, unit("c.py")));
    assertThat(store.units(RUN, PHASE, 1, 2)).isEmpty();
    assertThat(store.units(RUN, PHASE, 2, 1)).isEmpty();
    assertThat(store.units(RUN, OTHER_PHASE, 1, 1)).isEmpty();
  }

  @Test
  void asking_moves_the_phase_and_asking_the_same_again_changes_nothing() {
    createRun();
    ask("q1");
    store.ask(request("q1"), event("phase_awaiting_approval"));

    assertThat(phase()).isEqualTo(new PhaseRecord(PHASE, PhaseState.AWAITING_APPROVAL, 0, "q1"));
    assertThat(openProcess().findRequest("q1")).contains(request("q1"));
    assertThat(store.unanswered(RUN)).containsExactly(request("q1"));
    assertThat(eventTypes())
        .containsExactly("run_started", "phase_running", "phase_awaiting_approval");
  }

  @Test
  void a_phase_that_does_not_run_asks_nothing() {
    createRun();

    assertThatThrownBy(() -> store.ask(request("q1"), event("never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is QUEUED, not RUNNING");
    assertThat(store.findRequest("q1")).isEmpty();
  }

  @Test
  void a_request_keeps_its_id_for_good() {
    createRun();
    ask("q1");
    var other =
        new GovernanceRequest("q1", RUN, PHASE, 2, List.of(), "beef", Instant.EPOCH, Instant.EPOCH);

    assertThatThrownBy(() -> store.ask(other, event("never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("q1");
    assertThat(store.findRequest("q1")).contains(request("q1"));
  }

  @Test
  void the_first_answer_queues_the_phase_and_a_second_is_void() {
    createRun();
    ask("q1");
    var denied = Samples.answer(Answer.Choice.DENIED);

    assertThat(store.answer("q1", denied, event("request_denied"))).isTrue();
    assertThat(store.answer("q1", Samples.answer(Answer.Choice.APPROVED), event("approved")))
        .isFalse();

    assertThat(phase()).isEqualTo(new PhaseRecord(PHASE, PhaseState.QUEUED, 0, ""));
    assertThat(store.unanswered(RUN)).isEmpty();
    assertThat(store.answered(RUN, PHASE))
        .containsExactly(new AnsweredRequest(request("q1"), denied));
    assertThat(store.answered(RUN, OTHER_PHASE)).isEmpty();
    assertThat(eventTypes()).endsWith("phase_awaiting_approval", "request_denied");
  }

  @Test
  void an_answer_to_nothing_is_refused() {
    assertThatThrownBy(
            () -> store.answer("q9", Samples.answer(Answer.Choice.APPROVED), event("never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("there is no request 'q9'");
  }

  @Test
  void an_answer_comes_too_late_for_a_phase_that_waits_no_more() {
    createRun();
    ask("q1");
    store.move(
        RUN, PHASE, PhaseState.AWAITING_APPROVAL, PhaseState.SKIPPED, "", event("phase_skipped"));

    assertThat(store.answer("q1", Samples.answer(Answer.Choice.APPROVED), event("approved")))
        .isFalse();

    assertThat(phase().state()).isEqualTo(PhaseState.SKIPPED);
    assertThat(store.answered(RUN, PHASE)).isEmpty();
    assertThat(eventTypes()).endsWith("phase_skipped");
  }

  @RepeatedTest(3)
  void of_answers_that_race_exactly_one_counts() throws Exception {
    createRun();
    ask("q1");
    var rivals = Stream.generate(this::openProcess).limit(4).toList();

    var won =
        race(
            rivals.stream()
                .<Callable<Boolean>>map(rival ->
                    () ->
                        rival.answer(
                            "q1", Samples.answer(Answer.Choice.APPROVED), event("approved")))
                .toList());

    assertThat(won).containsOnlyOnce(true);
    assertThat(store.answered(RUN, PHASE)).hasSize(1);
    assertThat(eventTypes()).containsOnlyOnce("approved");
  }

  @Test
  void processes_that_write_at_once_lose_no_event_and_share_no_number() throws Exception {
    createRun();
    var writers = Stream.generate(this::openProcess).limit(4).toList();

    race(
        writers.stream()
            .<Callable<Boolean>>map(writer ->
                () -> {
                  for (int i = 0; i < 25; i++) {
                    writer.append(RUN, Optional.empty(), event("shared"));
                  }
                  return true;
                })
            .toList());

    assertThat(store.events(RUN, 0, 1000))
        .extracting(StoredEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 101).boxed().toList());
  }

  /** Runs them all at the same moment. */
  private static <T> List<T> race(List<Callable<T>> work) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          work.stream()
              .map(one ->
                  threads.submit(() -> {
                    start.await();
                    return one.call();
                  }))
              .toList();
      start.countDown();
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  @Test
  void owning_a_run_raises_its_fence_and_names_the_owner() {
    createRun();

    assertThat(store.own(RUN, "first")).isEqualTo(8);
    assertThat(openProcess().own(RUN, "second")).isEqualTo(9);

    var run = store.find(RUN).orElseThrow();
    assertThat(List.of(run.owner(), run.fence())).containsExactly("second", 9L);
  }

  static Stream<Named<Consumer<RunStore>>> writes() {
    return Stream.of(
        Named.of(
            "move run",
            store -> store.move(RUN, RunState.RUNNING, RunState.WAITING, event("void"))),
        Named.of(
            "move phase",
            store ->
                store.move(
                    RUN, OTHER_PHASE, PhaseState.QUEUED, PhaseState.SKIPPED, "", event("void"))),
        Named.of("append", store -> store.append(RUN, Optional.empty(), event("void"))),
        Named.of("raise", store -> store.raiseLimits(RUN, Limits.NONE, event("void"))),
        Named.of("work", store -> store.addWorked(RUN, Duration.ofSeconds(1))),
        Named.of("begin", store -> store.beginAttempt(RUN, PHASE, 2, event("void"))),
        Named.of("end", store -> store.endAttempt(RUN, PHASE, 1, Samples.failed(), event("void"))),
        Named.of("reserve", store -> store.reserve(reservation(call(2)))),
        Named.of("settle", store -> store.settle(call(1), settlement())),
        Named.of("unit", store -> store.saveUnit(call(1), 0, unit("a.py"))),
        Named.of("ask", store -> store.ask(request("q1"), event("void"))),
        Named.of("remove", store -> store.remove(RUN)));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void what_a_former_owner_writes_is_void(Consumer<RunStore> write) {
    createRun();
    startPhase();
    store.beginAttempt(RUN, PHASE, 1, event("attempt_begun"));
    reserve(1);
    store.own(RUN, "first");
    var successor = openProcess();
    successor.own(RUN, "second");

    assertThatThrownBy(() -> write.accept(store))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run 'run-1' is now owned by 'second'");

    assertThat(eventTypes()).containsExactly("run_started", "phase_running", "attempt_begun");
    assertThat(store.worked(RUN)).isZero();
    write.accept(successor);
  }

  @Test
  void who_created_a_run_owns_it() {
    createRun();
    openProcess().own(RUN, "second");

    assertThatThrownBy(() -> store.append(RUN, Optional.empty(), event("void")))
        .hasMessageContaining("now owned by 'second'");
  }

  @Test
  void a_person_answers_from_another_process_while_the_owner_goes_on() {
    createRun();
    store.own(RUN, "executor");
    ask("q1");

    assertThat(
            openProcess().answer("q1", Samples.answer(Answer.Choice.APPROVED), event("approved")))
        .isTrue();

    startPhase();
    assertThat(eventTypes()).endsWith("approved", "phase_running");
  }

  @Test
  void limits_are_raised_one_by_one() {
    createRun();
    assertThat(store.raisedLimits(RUN)).isEqualTo(Limits.NONE);

    store.raiseLimits(
        RUN,
        new Limits(
            OptionalLong.of(900_000),
            Optional.of(new BigDecimal("1.50")),
            OptionalInt.empty(),
            OptionalInt.empty()),
        event("limits_raised"));
    store.raiseLimits(
        RUN,
        new Limits(
            OptionalLong.empty(),
            Optional.of(new BigDecimal("20.00")),
            OptionalInt.of(60),
            OptionalInt.of(4)),
        event("limits_raised"));

    assertThat(openProcess().raisedLimits(RUN))
        .isEqualTo(
            new Limits(
                OptionalLong.of(900_000),
                Optional.of(new BigDecimal("20.00")),
                OptionalInt.of(60),
                OptionalInt.of(4)));
  }

  @Test
  void working_time_adds_up_to_the_nanosecond() {
    createRun();

    store.addWorked(RUN, Duration.ofMinutes(7));
    store.addWorked(RUN, Duration.ofNanos(1));

    assertThat(openProcess().worked(RUN)).isEqualTo(Duration.ofMinutes(7).plusNanos(1));
  }

  @Test
  void a_removed_run_is_gone_with_all_it_had_and_its_name_is_free() {
    createRun();
    reserve(1);
    store.saveUnit(call(1), 0, unit("a.py"));
    store.beginAttempt(RUN, PHASE, 1, event("attempt_begun"));
    ask("q1");
    store.own(RUN, "me");

    store.remove(RUN);

    assertThat(store.find(RUN)).isEmpty();
    assertThat(store.findRequest("q1")).isEmpty();
    createRun();
    assertThat(store.units(RUN, PHASE, 1, 1)).isEmpty();
    assertThat(store.calls(RUN)).isEmpty();
    assertThat(store.attempts(RUN)).isEmpty();
    assertThat(eventTypes()).containsExactly("run_started");
  }

  @Test
  void runs_do_not_see_each_other() {
    createRun();
    var other = new RunId("run-2");
    store.create(Samples.run(other), List.of(PHASE), event("run_started"));

    store.remove(RUN);

    assertThat(store.list()).extracting(RunRecord::id).containsExactly(other);
    assertThat(store.phases(other)).hasSize(1);
  }

  @Test
  void no_text_is_too_strange_to_be_kept() {
    createRun();
    // A NUL, a smiling cat, a line separator and the JSON of a clever builder.
    var strange = "\0 \ud83d\ude3a \u2028 \\u0000 \"}]";
    var event = new RunEvent("strange", Map.of(strange, strange), strange);

    store.append(RUN, Optional.empty(), event);

    assertThat(store.events(RUN, 1, 1).getFirst().event()).isEqualTo(event);
  }
}
