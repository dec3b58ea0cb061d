package dev.autopack.telemetry;

import static dev.autopack.telemetry.Row.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.budget.Observation;
import dev.autopack.budget.Observation.Reach;
import dev.autopack.budget.Stratum;
import dev.autopack.budget.Writing;
import dev.autopack.plan.Category;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What settled calls teach the estimator. */
class ObservationsTest {
  private static final Stratum BACKEND =
      new Stratum(Format.NDJSON, Writing.EDITS, Category.BACKEND);

  private static List<Observation> of(Row... rows) {
    return Observations.of(Stream.of(rows).map(Row::facts).toList());
  }

  @Test
  void a_complete_reply_teaches_its_size_without_what_the_model_thought() {
    assertThat(of(call().of("/a").predicted(100).complete(250).reasoning(50)))
        .containsExactly(new Observation("/a", BACKEND, 100, 200, Reach.WHOLE));
  }

  @Test
  void a_cut_reply_teaches_a_lower_bound_and_its_continuation_nothing() {
    assertThat(of(call().predicted(100).cut(400), call().number(2).complete(70)))
        .containsExactly(new Observation("/repo", BACKEND, 100, 400, Reach.CUT));
  }

  @Test
  void an_estimate_is_compared_as_it_was_before_its_calibration() {
    assertThat(of(call().predicted(300).calibratedBy(1.5).complete(240)))
        .containsExactly(new Observation("/repo", BACKEND, 200, 240, Reach.WHOLE));
  }

  @Test
  void nothing_is_learnt_from_what_ended_otherwise_or_came_in_another_format() {
    assertThat(
            of(
                call().in("a").cancelled(5),
                call().in("b").failed(),
                call().in("c").lost(),
                call().in("d"),
                call().in("e").complete(90).foreign("diff")))
        .isEmpty();
  }
}
