package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two state tables: a row leads where it says, and what has no row is a bug. */
class LivesTest {
  static Stream<Arguments> phaseSteps() {
    return Arrays.stream(PhaseState.values())
        .flatMap(from ->
            Arrays.stream(PhaseLife.Event.values()).map(event -> Arguments.of(from, event)));
  }

  static Stream<Arguments> runSteps() {
    return Arrays.stream(RunState.values())
        .flatMap(
            from -> Arrays.stream(RunLife.Event.values()).map(event -> Arguments.of(from, event)));
  }

  @ParameterizedTest
  @MethodSource("phaseSteps")
  void a_phase_goes_where_its_table_says_or_nowhere(PhaseState from, PhaseLife.Event event) {
    var rows =
        PhaseLife.TABLE.stream()
            .filter(move -> move.from() == from && move.event() == event)
            .toList();
    if (rows.isEmpty()) {
      assertThatThrownBy(() -> PhaseLife.next(from, event))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a phase in %s knows no %s".formatted(from, event));
    } else {
      assertThat(rows).extracting(PhaseLife.Move::to).containsExactly(PhaseLife.next(from, event));
    }
  }

  @ParameterizedTest
  @MethodSource("runSteps")
  void a_run_goes_where_its_table_says_or_nowhere(RunState from, RunLife.Event event) {
    var rows =
        RunLife.TABLE.stream()
            .filter(move -> move.from() == from && move.event() == event)
            .toList();
    if (rows.isEmpty()) {
      assertThatThrownBy(() -> RunLife.next(from, event))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a run in %s knows no %s".formatted(from, event));
    } else {
      assertThat(rows).extracting(RunLife.Move::to).containsExactly(RunLife.next(from, event));
    }
  }

  @Test
  void only_a_phase_that_is_not_final_goes_on_without_a_persons_command() {
    assertThat(PhaseLife.TABLE)
        .filteredOn(move -> move.event() != PhaseLife.Event.ROLL_BACK)
        .extracting(PhaseLife.Move::from)
        .allMatch(from -> !from.isFinal());
  }

  @Test
  void complete_is_reached_from_running_alone() {
    assertThat(PhaseLife.TABLE)
        .filteredOn(move -> move.to() == PhaseState.COMPLETE)
        .extracting(PhaseLife.Move::from)
        .containsExactly(PhaseState.RUNNING);
  }
}
