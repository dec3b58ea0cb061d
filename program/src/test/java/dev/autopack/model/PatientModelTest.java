package dev.autopack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Usage;
import dev.autopack.model.CallEnd.Timing;
import dev.autopack.model.ModelFailure.Cause;
import dev.autopack.model.ModelRequest.Turn;
import dev.autopack.testing.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientModelTest {
  private static final ModelRequest REQUEST =
      new ModelRequest("m", "", List.of(Turn.user("say")), 100);
  private static final Usage INPUT = new Usage(10, 0, 0, 1, 0);
  private static final Patience PATIENCE =
      new Patience(4, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final ScriptedModel model = new ScriptedModel();
  private final List<Duration> waits = new ArrayList<>();

  static Stream<ModelFailure> passing() {
    return Stream.concat(
        Stream.of(
            new ModelFailure.RateLimited("x", Optional.empty()),
            new ModelFailure.Overloaded("x", Optional.empty())),
        Stream.of(Cause.CONNECT, Cause.FIRST_BYTE_TIMEOUT, Cause.STALLED, Cause.BROKEN)
            .map(cause -> new ModelFailure.Disconnected("x", cause)));
  }

  static Stream<ModelFailure> lasting() {
    return Stream.of(
        new ModelFailure.BadRequest("x"),
        new ModelFailure.Unauthorised("x"),
        new ModelFailure.UnknownModel("x"),
        new ModelFailure.OutOfQuota("x"),
        new ModelFailure.WrongProtocol("x"),
        new ModelFailure.Disconnected("x", Cause.OVERTIME));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void a_passing_failure_is_asked_again(ModelFailure failure) throws Exception {
    model.then(failed(failure)).then("text", finished());

    assertThat(stream(PATIENCE)).isInstanceOf(CallEnd.Finished.class);
    assertThat(model.requests()).containsExactly(REQUEST, REQUEST);
    assertThat(waits).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void a_lasting_failure_is_final_at_once(ModelFailure failure) throws Exception {
    model.then(failed(failure));

    assertThat(stream(PATIENCE)).isInstanceOf(CallEnd.Failed.class);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void a_call_that_gave_text_is_never_repeated(ModelFailure failure) throws Exception {
    model.then("half an answ", failed(failure));

    assertThat(stream(PATIENCE)).isInstanceOf(CallEnd.Failed.class);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void the_waits_grow_to_their_bound_and_the_last_failure_is_returned() throws Exception {
    for (int i = 1; i <= 4; i++) {
      model.then(failed(new ModelFailure.Overloaded("try " + i, Optional.empty())));
    }

    assertThat(((CallEnd.Failed) stream(PATIENCE)).failure().detail()).isEqualTo("try 4");
    assertThat(waits).hasSize(3);
    var bounds = List.of(2, 4, 5);
    for (int i = 0; i < 3; i++) {
      var bound = Duration.ofSeconds(bounds.get(i));
      assertThat(waits.get(i)).isBetween(bound.dividedBy(2), bound);
    }
  }

  @Test
  void a_provider_that_says_how_long_is_given_no_less() throws Exception {
    model
        .then(failed(new ModelFailure.RateLimited("x", Optional.of(Duration.ofSeconds(33)))))
        .then(finished());

    stream(PATIENCE);

    assertThat(waits).containsExactly(Duration.ofSeconds(33));
  }

  @Test
  void a_wait_past_the_whole_patience_is_not_begun() throws Exception {
    model.then(failed(new ModelFailure.RateLimited("x", Optional.of(Duration.ofSeconds(61)))));

    assertThat(stream(PATIENCE)).isInstanceOf(CallEnd.Failed.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void tokens_of_failed_tries_are_counted_with_the_call() throws Exception {
    model
        .then(failed(new ModelFailure.Overloaded("x", Optional.empty())))
        .then(failed(new ModelFailure.Overloaded("x", Optional.empty())))
        .then("text", finished());

    var end = (CallEnd.Finished) stream(PATIENCE);

    assertThat(end.usage()).hasValue(new Usage(30, 0, 0, 52, 0));
  }

  @Test
  void the_time_of_a_call_includes_its_waits() throws Exception {
    model
        .then(failed(new ModelFailure.RateLimited("x", Optional.of(Duration.ofSeconds(30)))))
        .then("text", finished());

    assertThat(stream(PATIENCE).timing().total()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void an_interrupted_wait_ends_the_call() {
    model.then(failed(new ModelFailure.Overloaded("x", Optional.empty())));
    var patient =
        new PatientModel(
            model,
            PATIENCE,
            (_, _) -> {
              throw new InterruptedException();
            },
            InstantSource.system(),
            new Random(1));

    assertThatThrownBy(() -> patient.stream(REQUEST, _ -> TextSink.Flow.CONTINUE))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void many_callers_do_not_come_back_at_the_same_moment() throws Exception {
    for (int seed : IntStream.range(0, 20).toArray()) {
      var twice =
          new ScriptedModel()
              .then(failed(new ModelFailure.Overloaded("x", Optional.empty())))
              .then(finished());
      patient(twice, PATIENCE, seed).stream(REQUEST, _ -> TextSink.Flow.CONTINUE);
    }

    assertThat(waits).doesNotHaveDuplicates().hasSize(20);
  }

  private CallEnd stream(Patience patience) throws InterruptedException {
    return patient(model, patience, 1).stream(REQUEST, _ -> TextSink.Flow.CONTINUE);
  }

  private PatientModel patient(Model asked, Patience patience, int seed) {
    // Time passes only while it waits.
    InstantSource clock =
        () -> Instant.EPOCH.plus(waits.stream().reduce(Duration.ZERO, Duration::plus));
    return new PatientModel(asked, patience, (wait, _) -> waits.add(wait), clock, new Random(seed));
  }

  private static CallEnd failed(ModelFailure failure) {
    return new CallEnd.Failed(
        failure, Optional.of(INPUT), new Timing(Duration.ZERO, Duration.ZERO));
  }

  private static CallEnd finished() {
    return new CallEnd.Finished(
        StopReason.END,
        "stop",
        Optional.of(new Usage(10, 0, 0, 50, 0)),
        new Timing(Duration.ZERO, Duration.ZERO));
  }
}
