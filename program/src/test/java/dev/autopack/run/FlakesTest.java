package dev.autopack.run;

import static dev.autopack.run.RunScenario.SLUG;
import static dev.autopack.run.RunScenario.creation;
import static dev.autopack.run.RunScenario.good;
import static dev.autopack.run.RunScenario.rewriting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.testing.Killed;
import dev.autopack.testing.Mortality;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Runs in a repository whose tests do not always say the same. */
class FlakesTest {
  private static final TestId ANY = new TestId("tests/any.txt", "notes/other.txt has o");

  /** The test fails the given times that it runs, counted from 1; the first is the baseline's. */
  private static BiPredicate<TestId, Selection> failing(Integer... times) {
    var run = new AtomicInteger();
    return (test, _) -> test.equals(ANY) && List.of(times).contains(run.incrementAndGet());
  }

  private static String gate(RunScenario scenario) {
    return scenario.events().stream()
        .filter(event -> event.type().equals("gate"))
        .map(RunEvent::text)
        .filter(text -> text.startsWith("tests"))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static String evidence(RunScenario scenario) {
    var content = scenario.workspace.findEvidence("slugify.json").orElseThrow();
    return new String(content, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void a_flake_blocks_nothing_and_is_told_remembered_and_in_the_evidence() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    scenario.words.fails = failing(2);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gate(scenario)).contains("1 flaky: " + ANY + " (failed 1 of 3 times)");
    assertThat(scenario.report()).contains("flaky");
    var known = scenario.memory.tests(Optional.of("/repo")).getFirst();
    assertThat(known.key().test()).isEqualTo(ANY);
    assertThat(known.failures()).isEqualTo(1);
    assertThat(evidence(scenario)).contains("ending=FLAKY");
    assertThat(scenario.store.attempts(RunScenario.RUN)).hasSize(1);
  }

  @Test
  void what_fails_every_time_blocks_and_says_how_often_it_was_seen() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).reply(good());
    var baseline = new AtomicInteger();
    scenario.words.fails = (test, _) -> test.equals(ANY) && baseline.incrementAndGet() > 1;

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.prompt(2)).contains("ran 7 times, failed 7 times");
    assertThat(scenario.memory.tests(Optional.empty())).isEmpty();
  }

  @Test
  void what_only_fails_behind_other_tests_blocks_and_is_named_so() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).reply(good());
    var baseline = new AtomicInteger();
    scenario.words.fails =
        (test, what) ->
            test.equals(ANY) && what instanceof Selection.All && baseline.incrementAndGet() > 1;

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.prompt(2)).contains("passes alone now, and fails behind the tests");
  }

  @Test
  void a_quarantined_test_blocks_nothing_and_is_shown() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    var baseline = new AtomicInteger();
    scenario.words.fails = (test, _) -> test.equals(ANY) && baseline.incrementAndGet() > 1;
    scenario.memory.quarantine(
        new TestMemory.Key("/repo", "words", ANY),
        new TestMemory.SetAside("ann", scenario.clock.instant(), "no network"));

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    assertThat(gate(scenario)).contains("1 quarantined and failing: " + ANY);
    assertThat(scenario.words.reruns()).isZero();
    assertThat(evidence(scenario)).contains("reason=no network");
  }

  @Test
  void a_flake_that_failed_in_the_baseline_hides_nothing_that_breaks_it_for_good()
      throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good()).reply(good());
    var runs = new AtomicInteger();
    // It fails in T0's run, passes both times it runs again, and fails for good afterwards.
    scenario.words.fails =
        (test, _) -> {
          var number = test.equals(ANY) ? runs.incrementAndGet() : 0;
          return number == 1 || number > 3;
        };

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.prompt(2)).contains(ANY + " fails now, and is not known to have failed");
  }

  @Test
  void a_flake_that_failed_in_a_complete_phase_is_no_old_failure_to_the_next() throws Exception {
    var next =
        PhaseDraft.decidedBy(
            PhaseDraft.named(PhaseDraft.delivering("src/next.txt"), "next", "slugify"),
            "tests/slug.txt");
    var scenario =
        RunScenario.of(SLUG, next)
            .reply(good())
            .reply(creation("src/next.txt", "next\n"))
            .reply(creation("src/next.txt", "again\n"));
    var runs = new AtomicInteger();
    // Passes in T0; flaky in the first phase; broken for good by the second.
    scenario.words.fails =
        (test, _) -> {
          var number = test.equals(ANY) ? runs.incrementAndGet() : 0;
          return number == 2 || number > 4;
        };

    scenario.run();

    assertThat(scenario.stateOf("slugify")).isEqualTo(PhaseState.COMPLETE);
    assertThat(scenario.stateOf("next")).isEqualTo(PhaseState.FAILED);
  }

  @Test
  void a_tool_of_another_version_is_compared_with_a_baseline_of_its_own() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(good());
    try (var executor = scenario.executor()) {
      executor.check();
    }
    scenario.words.version = "words 2";
    // With the new version the test fails in the baseline too.
    scenario.words.fails = (test, _) -> test.equals(ANY);

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    // T0, the change, and T0 again.
    assertThat(scenario.words.runs()).isEqualTo(3);
  }

  @Test
  void affected_tests_that_stay_broken_end_an_attempt_without_the_whole_run() throws Exception {
    var scenario = RunScenario.of(SLUG).reply(rewriting("src/slug.txt", "bad\n")).reply(good());
    scenario.words.millis = 6_000;

    assertThat(scenario.run()).isEqualTo(RunState.COMPLETE);

    // T0 and the second attempt; the first ended in its affected tests.
    assertThat(scenario.words.runs()).isEqualTo(2);
    assertThat(scenario.prompt(2)).contains("expected the word good");
  }

  @Test
  void a_run_whose_end_is_worse_than_its_beginning_is_not_complete() throws Exception {
    var drop =
        PhaseDraft.decidedBy(
            PhaseDraft.of(
                List.of(
                    PhaseDraft.deliverable(
                        "notes/other.txt", dev.autopack.plan.Deliverable.Action.MODIFY))),
            "tests/slug.txt");
    var scenario =
        RunScenario.of(SLUG, PhaseDraft.named(drop, "drop", "slugify"))
            .reply(good())
            .reply(rewriting("notes/other.txt", "oh\n"));
    var all = new AtomicInteger();
    // A person sets it aside while the second phase runs, and takes it back before the end.
    var key = new TestMemory.Key("/repo", "words", ANY);
    scenario.words.fails =
        (test, what) -> {
          if (!test.equals(ANY) || !(what instanceof Selection.All)) {
            return test.equals(ANY) && all.get() > 2;
          }
          if (all.incrementAndGet() == 2) {
            scenario.memory.quarantine(
                key, new TestMemory.SetAside("ann", scenario.clock.instant(), "clock"));
          }
          return all.get() > 2;
        };
    scenario.through =
        store ->
            (dev.autopack.run.RunStore)
                java.lang.reflect.Proxy.newProxyInstance(
                    RunStore.class.getClassLoader(),
                    new Class<?>[] {RunStore.class},
                    (_, method, arguments) -> {
                      if (method.getName().equals("endAttempt") && all.get() > 2) {
                        scenario.memory.release(key);
                      }
                      return method.invoke(store, arguments);
                    });

    assertThat(scenario.run()).isEqualTo(RunState.INCOMPLETE);

    assertThat(scenario.stateOf("drop")).isEqualTo(PhaseState.COMPLETE);
    assertThat(scenario.events().getLast().text()).contains("the end is worse than the beginning");
  }

  /** A story with a flake, an affected run and reruns, killed in the middle of them. */
  @Test
  void a_run_killed_at_any_instant_of_its_reruns_ends_as_if_it_had_not_been() throws Exception {
    var instants = flakyStory();
    var mortality = Mortality.none();
    instants.run(mortality);
    var rounds = mortality.instants();
    for (int i = 0; i < rounds.size(); i++) {
      if (!rounds.get(i).matches(".*(rerun|settled|remember|quarantined|affected).*")) {
        continue;
      }
      var scenario = flakyStory();
      try {
        scenario.run(Mortality.throwingAt(i + 1));
      } catch (Killed killed) {
        scenario.run();
      }

      assertThat(scenario.record().state()).as(rounds.get(i)).isEqualTo(RunState.COMPLETE);
      assertThat(scenario.workspace.files()).isEqualTo(instants.workspace.files());
      assertThat(scenario.memory.tests(Optional.empty()))
          .extracting(TestMemory.Remembered::sightings)
          .containsExactly(1);
    }
  }

  private static RunScenario flakyStory() {
    var scenario = RunScenario.of(SLUG).reply(good());
    var passes = new AtomicInteger();
    // Whole runs of the changed tree fail the first time only, however often they are told.
    scenario.words.fails =
        (test, what) ->
            test.equals(ANY) && what instanceof Selection.All && passes.incrementAndGet() == 2;
    return scenario;
  }
}
