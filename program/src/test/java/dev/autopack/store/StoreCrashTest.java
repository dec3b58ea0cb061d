package dev.autopack.store;

import static dev.autopack.testing.Samples.PHASE;
import static dev.autopack.testing.Samples.RUN;
import static dev.autopack.testing.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.GateName;
import dev.autopack.gate.Waiver;
import dev.autopack.governance.Answer;
import dev.autopack.run.Journal;
import dev.autopack.run.PhaseState;
import dev.autopack.run.StepKey;
import dev.autopack.testing.ChildJvm;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.MortalJournal;
import dev.autopack.testing.Mortality;
import dev.autopack.testing.Samples;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, killed by SIGKILL while they write or running side by side. */
class StoreCrashTest {
  private static final StepKey<Waiver> KEY =
      new StepKey<>(RUN, Optional.of(PHASE), 1, 1, "propose", Waiver.class);
  private static final Waiver RESULT = new Waiver(GateName.TESTS, "ann");

  @TempDir private Path home;

  private void createRun() {
    try (var store = Store.open(home, new ManualClock())) {
      store.runs().create(Samples.run(RUN), List.of(PHASE), event("run_started"));
    }
  }

  /** Moves the phase round and round, saying each time what is written now. */
  static final class Mover {
    private Mover() {}

    public static void main(String[] arguments) {
      var runs = Store.open(Path.of(arguments[0]), InstantSource.system()).runs();
      runs.own(RUN, "mover");
      var states = List.of(PhaseState.QUEUED, PhaseState.RUNNING, PhaseState.SUSPENDED);
      for (int i = 0; true; i++) {
        var to = states.get((i + 1) % 3);
        runs.move(RUN, PHASE, states.get(i % 3), to, "", event(to.name().toLowerCase(Locale.ROOT)));
        System.out.println(i + 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60})
  void what_was_written_before_a_kill_is_there_and_state_and_events_agree(int lines)
      throws Exception {
    createRun();
    var written = 0;
    try (var child = ChildJvm.start(Mover.class, home.toString())) {
      for (int i = 0; i < lines; i++) {
        written = Integer.parseInt(child.readLine());
      }
      child.kill();
    }

    try (var store = Store.open(home, new ManualClock())) {
      var last = store.runs().events(RUN, 0, 100_000).getLast();
      assertThat(last.sequence()).isGreaterThanOrEqualTo(written);
      assertThat(store.runs().phases(RUN).getFirst().state().name().toLowerCase(Locale.ROOT))
          .isEqualTo(last.event().type());
    }
  }

  /** Does one step and dies at the instant given. */
  static final class Stepper {
    private Stepper() {}

    public static void main(String[] arguments) throws InterruptedException {
      var store = Store.open(Path.of(arguments[0]), InstantSource.system());
      var mortality = Mortality.killingAt(Integer.parseInt(arguments[1]));
      new MortalJournal(store.journal(), mortality).step(KEY, _ -> RESULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_step_that_was_killed_is_done_again_and_knows_it(int instant) throws Exception {
    createRun();
    try (var child = ChildJvm.start(Stepper.class, home.toString(), "" + instant)) {
      assertThat(child.await()).isEqualTo(137);
    }

    var seen = new ArrayList<Journal.Entry>();
    try (var store = Store.open(home, new ManualClock())) {
      var result =
          store
              .journal()
              .step(
                  KEY,
                  entry -> {
                    seen.add(entry);
                    return RESULT;
                  });
      assertThat(result).isEqualTo(RESULT);
    }
    assertThat(seen)
        .isEqualTo(
            switch (instant) {
              case 1 -> List.of(Journal.Entry.FIRST);
              case 2, 3 -> List.of(Journal.Entry.AGAIN);
              default -> List.of();
            });
  }

  /** Answers the request and says whether it was the first. */
  static final class Answerer {
    private Answerer() {}

    public static void main(String[] arguments) {
      try (var store = Store.open(Path.of(arguments[0]), InstantSource.system())) {
        var approved = Samples.answer(Answer.Choice.APPROVED);
        System.out.println(store.runs().answer("q1", approved, event("approved")));
      }
    }
  }

  @Test
  void a_person_approves_from_another_process_while_the_run_writes() throws Exception {
    createRun();
    try (var store = Store.open(home, new ManualClock())) {
      var runs = store.runs();
      runs.own(RUN, "executor");
      runs.move(RUN, PHASE, PhaseState.QUEUED, PhaseState.RUNNING, "", event("phase_running"));
      runs.ask(Samples.request("q1"), event("asked"));

      try (var person = ChildJvm.start(Answerer.class, home.toString())) {
        var writes = 0;
        while (runs.phases(RUN).getFirst().state() == PhaseState.AWAITING_APPROVAL) {
          runs.append(RUN, Optional.empty(), event("busy"));
          writes++;
        }
        assertThat(person.readLine()).isEqualTo("true");
        assertThat(writes).isPositive();
      }
    }
  }
}
