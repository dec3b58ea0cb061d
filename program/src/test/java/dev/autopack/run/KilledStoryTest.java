package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.bad;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.finished;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.outside;
import static dev.autopack.run.RunScenario.units;
import static dev.autopack.run.RunScenario.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.plan.Phase;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run with a failed attempt, a cut reply and a held change, killed at every instant of every
 * write and told again: it ends as if nothing had happened.
 */
class KilledStoryTest {
  private static final Phase PAIR =
      PhaseDraft.decidedBy(
          PhaseDraft.named(PhaseDraft.delivering("src/one.txt", "src/two.txt"), "pair", "slugify"),
          "tests/slug.txt");

  private static final Phase NOTE =
      PhaseDraft.decidedBy(
          PhaseDraft.named(PhaseDraft.delivering("src/note.txt"), "note"), "tests/any.txt");

  private static RunScenario world() {
    var scenario = RunScenario.of(SLUG, PAIR, NOTE);
    scenario.model = new Speaker(scenario);
    return scenario;
  }

  /** Says by the prompt alone what comes next, as a model would that knows nothing of us. */
  private record Speaker(RunScenario scenario) implements dev.autopack.model.Model {
    @Override
    public CallEnd stream(ModelRequest request, TextSink sink) {
      var prompt = request.turns().getLast().text();
      scenario.heard(request);
      if (prompt.contains("Every deliverable has its operation")
          && !prompt.contains("`src/note.txt`: create")) {
        sink.accept(whole());
      } else if (prompt.contains("`src/note.txt`: create")) {
        sink.accept(whole(creation("src/note.txt", "note\n"), outside()));
      } else if (prompt.contains("missing: `src/two.txt`")) {
        sink.accept(whole(creation("src/two.txt", "two\n")));
      } else if (prompt.contains("`src/one.txt`: create")) {
        sink.accept(units(creation("src/one.txt", "one\n")));
        return cut();
      } else {
        sink.accept(whole(prompt.contains("Attempt 1") ? good() : bad()));
      }
      return finished();
    }

    private static CallEnd cut() {
      return new CallEnd.Finished(
          StopReason.MAX_TOKENS, "max_tokens", Optional.of(RunScenario.USAGE), RunScenario.TIMING);
    }
  }

  /** Runs and answers until the run is over. */
  private static void tell(RunScenario scenario, Mortality mortality) throws InterruptedException {
    while (scenario.run(mortality) == RunState.WAITING) {
      scenario.approve();
    }
  }

  /** What a run leaves behind, that a death on the way must not change. */
  private record End(
      RunState state,
      Map<String, PhaseState> phases,
      Map<String, String> files,
      Map<String, Map<String, String>> refs,
      List<String> evidence,
      List<Integer> attempts) {
    static End of(RunScenario scenario) {
      return new End(
          scenario.record().state(),
          scenario.store.phases(RUN).stream()
              .collect(
                  java.util.stream.Collectors.toMap(it -> it.id().value(), PhaseRecord::state)),
          scenario.workspace.files(),
          scenario.workspace.refs(),
          scenario.workspace.evidenceNames(),
          scenario.store.attempts(RUN).stream().map(AttemptRecord::number).toList());
    }
  }

  private static final RunScenario UNDISTURBED = undisturbed();

  private static RunScenario undisturbed() {
    try {
      var scenario = world();
      tell(scenario, Mortality.none());
      return scenario;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static IntStream instants() throws InterruptedException {
    var mortality = Mortality.none();
    tell(world(), mortality);
    return IntStream.rangeClosed(1, mortality.instants().size());
  }

  @Test
  void the_story_has_all_that_it_is_about() {
    var scenario = UNDISTURBED;

    assertThat(scenario.record().state()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.settlements())
        .containsExactly("COMPLETE", "COMPLETE", "CUT", "COMPLETE", "COMPLETE");
    assertThat(scenario.workspace.refs()).containsKey("partial/slugify-1");
    assertThat(scenario.eventTypes()).contains("approval_asked");
  }

  @ParameterizedTest
  @MethodSource("instants")
  void killed_at_any_instant_and_told_again_a_run_ends_as_if_nothing_had_happened(int instant)
      throws Exception {
    var scenario = world();
    try {
      tell(scenario, Mortality.throwingAt(instant));
    } catch (Killed killed) {
      tell(scenario, Mortality.none());
    }

    assertThat(End.of(scenario)).isEqualTo(End.of(UNDISTURBED));
    var extra = scenario.requests().size() - 5;
    assertThat(extra).isBetween(0, scenario.settlements().contains("LOST") ? 1 : 0);
    assertThat(scenario.settlements()).doesNotContain("UNSETTLED");
    assertThat(repeatedEvents(scenario)).isLessThanOrEqualTo(PhaseGates.BUILT.size());
  }

  /** Verdicts are written inside a step, and told again where it died after them. */
  private static long repeatedEvents(RunScenario scenario) {
    var once =
        List.of("attempt_started", "attempt_failed", "attempt_committed", "phase_complete", "gate");
    var told = scenario.eventTypes().stream().filter(once::contains).count();
    var meant = UNDISTURBED.eventTypes().stream().filter(once::contains).count();
    return told - meant;
  }
}
