package dev.autopack.run;

import static dev.autopack.run.RunScenario.RUN;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.finished;
import static dev.autopack.run.RunScenario.rewriting;
import static dev.autopack.run.RunScenario.units;
import static dev.autopack.run.RunScenario.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.model.CallEnd;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A phase of three batches, the first of which is cut, the second tried again and the whole
 * aligned, killed at every instant of every write and told again.
 */
class KilledBatchesTest {
  private static final List<String> CALLS =
      List.of("types", "the rest", "no format", "slug", "docs", "alignment");

  private static final Map<String, String> ENDING =
      Map.of(
          "src/types.py",
          "def slug(title):\n    return title\n",
          "src/slug.txt",
          "good\n",
          "docs/slug.md",
          "# Slugs\n");

  private static RunScenario world(List<String> said) {
    var scenario = RunScenario.of(BatchesTest.THREE);
    scenario.window = BatchesTest.SMALL;
    scenario.words.complaint = "NameError: name '%s' is not defined in src/slug.txt";
    scenario.model = new Speaker(scenario, said);
    return scenario;
  }

  /** Says by the prompt alone what comes next, as a model would that knows nothing of us. */
  private record Speaker(RunScenario scenario, List<String> said)
      implements dev.autopack.model.Model {
    @Override
    public CallEnd stream(ModelRequest request, TextSink sink) {
      var prompt = request.turns().getLast().text();
      scenario.heard(request);
      if (prompt.contains("# What does not fit")) {
        return say("alignment", whole(rewriting("src/slug.txt", "good\n")), sink);
      }
      if (prompt.contains("Every deliverable has its operation")) {
        return say("the rest", whole(), sink);
      }
      if (prompt.contains("- `src/types.py`: create")) {
        say("types", units(creation("src/types.py", "def slug(title):\n    return title\n")), sink);
        return new CallEnd.Finished(
            StopReason.MAX_TOKENS,
            "max_tokens",
            Optional.of(RunScenario.USAGE),
            RunScenario.TIMING);
      }
      if (prompt.contains("- `src/slug.txt`: modify")) {
        return prompt.contains("# What went wrong so far")
            ? say("slug", whole(rewriting("src/slug.txt", "bad\n")), sink)
            : say("no format", "Done.", sink);
      }
      return say("docs", whole(creation("docs/slug.md", "# Slugs\n")), sink);
    }

    private CallEnd say(String what, String text, TextSink sink) {
      said.add(what);
      sink.accept(text);
      return finished();
    }
  }

  static IntStream instants() throws InterruptedException {
    var mortality = Mortality.none();
    world(new ArrayList<>()).run(mortality);
    return IntStream.rangeClosed(1, mortality.instants().size());
  }

  @Test
  void undisturbed_it_takes_six_calls() throws Exception {
    var said = new ArrayList<String>();
    var scenario = world(said);

    assertThat(scenario.run()).as(said + scenario.report()).isEqualTo(RunState.COMPLETE);

    assertThat(said).isEqualTo(CALLS);
    assertThat(scenario.store.attempts(RUN)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("instants")
  void killed_in_the_middle_of_any_batch_it_goes_on_there_and_pays_for_nothing_twice(int instant)
      throws Exception {
    var said = new ArrayList<String>();
    var scenario = world(said);
    try {
      scenario.run(Mortality.throwingAt(instant));
    } catch (Killed killed) {
      scenario.run();
    }

    assertThat(scenario.record().state()).isEqualTo(RunState.COMPLETE);
    assertThat(scenario.workspace.files()).containsAllEntriesOf(ENDING);
    assertThat(scenario.settlements()).doesNotContain("UNSETTLED");
    // A call in flight at the death may be made once more, and no other.
    var lost = scenario.settlements().contains("LOST") ? 1 : 0;
    assertThat(said.size()).isBetween(CALLS.size(), CALLS.size() + lost);
    assertThat(said.stream().distinct()).containsExactlyElementsOf(CALLS);
    assertThat(
            scenario.store.units(RUN, BatchesTest.THREE.id(), 1, 1).stream()
                .map(RunStore.StoredUnit::unit)
                .distinct())
        .hasSize(1);
  }
}
