package dev.autopack.telemetry;

import static dev.autopack.telemetry.Row.call;
import static dev.autopack.telemetry.Row.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.telemetry.Measure.Share;
import dev.autopack.telemetry.Measure.Total;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each metric on rows whose value was worked out by hand. */
class MetricTest {
  @ParameterizedTest
  @EnumSource
  void of_no_call_nothing_is_known_and_nothing_is_zero(Metric metric) {
    assertThat(metric.of(List.of()).value()).isEmpty();
    assertThat(metric.of(List.of()).n()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_call_in_flight_counts_nowhere(Metric metric) {
    assertThat(metric.of(calls(call().files(30))).value()).isEmpty();
  }

  @Test
  void one_of_four_replies_stopped_at_max_tokens_is_a_truncation_of_25_percent() {
    var rows = calls(call().cut(90), call().complete(80), call().complete(90), call().broken(5));

    // The broken connection has no stop reason: 1 of 3.
    assertThat(Metric.TRUNCATION.of(rows)).isEqualTo(new Share(1, 3, 3));
    assertThat(
            Metric.TRUNCATION
                .of(
                    calls(
                        call().cut(1), call().complete(1), call().complete(1), call().complete(1)))
                .value())
        .hasValue(0.25);
  }

  @Test
  void a_stream_that_we_cancelled_is_counted_apart_from_truncation() {
    var rows = calls(call().cancelled(40), call().cut(90), call().failed(), call().lost());

    assertThat(Metric.TRUNCATION.of(rows)).isEqualTo(new Share(1, 1, 1));
    assertThat(Metric.CANCELLED.of(rows)).isEqualTo(new Share(1, 4, 4));
  }

  @Test
  void truncation_at_20_files_leaves_out_19_and_takes_20() {
    var rows =
        calls(call().files(19).cut(9), call().files(20).complete(9), call().files(21).cut(9));

    assertThat(Metric.TRUNCATION_AT_20_FILES.of(rows)).isEqualTo(new Share(1, 2, 2));
  }

  @Test
  void a_cancelled_stream_saves_what_was_predicted_and_did_not_come() {
    // 100 − 40, then 300 (refined) − 50, then nothing: 120 came of 100.
    var rows =
        calls(
            call().predicted(100).cancelled(40),
            call().predicted(100).refined(300).cancelled(50),
            call().predicted(100).cancelled(120),
            call().complete(10));

    assertThat(Metric.SAVED_TOKENS.of(rows)).isEqualTo(new Total(310, 3));
  }

  @Test
  void a_cut_call_is_recovered_where_a_later_call_of_its_batch_is_complete() {
    var rows =
        calls(
            call().number(1).cut(100).committed(90),
            call().number(2).broken(50).committed(40),
            call().number(3).complete(60).committed(60));

    assertThat(Metric.RECOVERY.of(rows)).isEqualTo(new Share(2, 2, 2));
  }

  @Test
  void a_cut_call_whose_attempt_began_anew_is_not_recovered() {
    var rows =
        calls(
            call().attempt(1).number(1).cut(100).dropped(),
            call().attempt(1).number(2).cut(100).dropped(),
            call().attempt(2).number(1).complete(60).committed(60));

    assertThat(Metric.RECOVERY.of(rows)).isEqualTo(new Share(0, 2, 2));
  }

  @Test
  void a_recovered_batch_whose_attempt_failed_for_another_reason_is_recovered() {
    var rows = calls(call().cut(100).dropped(), call().number(2).complete(60).dropped());

    assertThat(Metric.RECOVERY.of(rows)).isEqualTo(new Share(1, 1, 1));
  }

  @Test
  void a_last_reply_in_good_order_that_left_an_operation_open_recovers_nothing() {
    var rows =
        calls(call().cut(100).droppedForACut(), call().number(2).complete(9).droppedForACut());

    assertThat(Metric.RECOVERY.of(rows)).isEqualTo(new Share(0, 1, 1));
  }

  @Test
  void of_a_cut_call_whose_attempt_goes_on_nothing_is_known() {
    assertThat(Metric.RECOVERY.of(calls(call().cut(100)))).isEqualTo(new Share(0, 0, 0));
  }

  @Test
  void estimation_errors_are_those_of_complete_first_replies() {
    // 150 of 100: 50 %, 33 %, 40 %. 80 of 100: 20 %, 25 %, 22 %. 100 of 100: 0 %. Medians.
    var rows =
        calls(
            call().in("a").predicted(100).complete(150),
            call().in("b").predicted(100).complete(80),
            call().in("c").predicted(100).complete(100),
            call().in("d").predicted(100).cut(400),
            call().in("d").number(2).predicted(100).complete(5));

    assertThat(Metric.ESTIMATION_ERROR.of(rows))
        .isEqualTo(new Measure.Middle(OptionalDouble.of(0.2), OptionalDouble.of(0.7 / 3), 3));
    assertThat(Metric.APE.of(rows).value()).hasValue(0.25);
    assertThat(Metric.SMAPE.of(rows).value().getAsDouble()).isCloseTo(2 / 9.0, within(1e-12));
  }

  @Test
  void what_a_model_thought_is_no_part_of_the_reply_that_was_estimated() {
    var rows = calls(call().predicted(100).complete(500).reasoning(380));

    assertThat(Metric.ESTIMATION_ERROR.of(rows).value()).hasValue(0.2);
  }

  @Test
  void a_call_after_one_that_broke_without_a_word_is_a_first_call() {
    var rows = calls(call().number(1).failed(), call().number(2).predicted(100).complete(130));

    assertThat(Metric.ESTIMATION_ERROR.of(rows).value()).hasValue(0.3);
  }

  @Test
  void a_call_after_one_that_was_lost_may_be_a_continuation() {
    var rows = calls(call().number(1).lost(), call().number(2).complete(130));

    assertThat(Metric.ESTIMATION_ERROR.of(rows).n()).isZero();
  }

  @Test
  void the_error_once_declared_is_that_of_the_refined_estimate() {
    // 100 refined to 200, 160 came: 40 off 200.
    var rows = calls(call().in("a").refined(200).complete(160), call().in("b").complete(900));

    assertThat(Metric.DECLARED_ERROR.of(rows))
        .isEqualTo(new Measure.Middle(OptionalDouble.of(0.2), OptionalDouble.of(0.2), 1));
  }

  @Test
  void waste_is_what_reached_no_commit_of_all_that_came_out() {
    // Committed whole; cut with 30 of 100 in vain; dropped whole: 30 + 200 of 600.
    var rows =
        calls(
            call().in("a").complete(300).committed(300),
            call().in("b").cut(100).committed(70),
            call().in("c").complete(200).dropped());

    assertThat(Metric.WASTE.of(rows)).isEqualTo(new Share(230, 600, 3));
  }

  @Test
  void waste_leaves_out_what_is_open_and_what_nobody_counted() {
    var rows =
        calls(
            call().complete(300),
            call().in("b").lost().dropped(),
            call().in("c").cut(100).committedNobodyKnowsHowMuch());

    assertThat(Metric.WASTE.of(rows)).isEqualTo(new Share(0, 0, 0));
  }

  @Test
  void one_of_two_replies_with_a_unit_came_in_another_format() {
    var rows =
        calls(call().complete(9).foreign("search_replace"), call().complete(9), call().failed());

    assertThat(Metric.FOREIGN_FORMAT.of(rows)).isEqualTo(new Share(1, 2, 2));
  }

  @Test
  void the_middle_of_an_even_number_is_halfway_between_the_middle_two() {
    var rows =
        calls(
            Stream.of(110, 120, 140, 180)
                .map(output -> call().in("run-" + output).predicted(100).complete(output))
                .toArray(Row[]::new));

    assertThat(Metric.ESTIMATION_ERROR.of(rows).value().getAsDouble())
        .isCloseTo(0.3, within(1e-12));
  }

  @Test
  void truncation_of_a_tenth_misses_its_target_and_a_sixth_at_20_files_is_an_alarm() {
    assertThat(verdict(Metric.TRUNCATION, 1, 10)).isEqualTo(Target.Verdict.MISSED);
    assertThat(verdict(Metric.TRUNCATION, 1, 11)).isEqualTo(Target.Verdict.MET);
    assertThat(verdict(Metric.TRUNCATION_AT_20_FILES, 3, 20)).isEqualTo(Target.Verdict.MISSED);
    assertThat(verdict(Metric.TRUNCATION_AT_20_FILES, 1, 6)).isEqualTo(Target.Verdict.ALARM);
    assertThat(verdict(Metric.TRUNCATION_AT_20_FILES, 0, 0)).isEqualTo(Target.Verdict.UNKNOWN);
    assertThat(verdict(Metric.RECOVERY, 4, 5)).isEqualTo(Target.Verdict.MISSED);
    assertThat(verdict(Metric.RECOVERY, 5, 6)).isEqualTo(Target.Verdict.MET);
  }

  private static Target.Verdict verdict(Metric metric, long part, long whole) {
    return metric.target().orElseThrow().judge(new Share(part, whole, whole));
  }

  @Test
  void of_many_batches_each_is_looked_at_by_itself() {
    var rows =
        calls(
            IntStream.range(0, 50)
                .boxed()
                .flatMap(i ->
                    Stream.of(
                        call().in("r" + i).cut(10).committed(9),
                        call().in("r" + i).number(2).complete(10).committed(10)))
                .toArray(Row[]::new));

    assertThat(Metric.RECOVERY.of(rows)).isEqualTo(new Share(50, 50, 50));
    assertThat(Metric.WASTE.of(rows)).isEqualTo(new Share(50, 1000, 100));
  }
}
