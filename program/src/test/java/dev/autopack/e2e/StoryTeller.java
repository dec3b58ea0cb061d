package dev.autopack.e2e;

import dev.autopack.app.Main;
import dev.autopack.app.Ports;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.store.Store;
import dev.autopack.testing.MortalArtefacts;
import dev.autopack.testing.MortalEffects;
import dev.autopack.testing.MortalJournal;
import dev.autopack.testing.MortalRunStore;
import dev.autopack.testing.Mortality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes a plan to its end as a patient user would: runs or resumes, approves what is asked, and
 * resumes again. Dies by SIGKILL at the instant it is given; called again, it goes on.
 */
final class StoryTeller {
  private static final int MOST_COMMANDS = 12;

  private StoryTeller() {}

  /**
   * Tells the story.
   *
   * @param arguments the fatal instant, 0 for none, and a file for the names of all instants
   */
  public static void main(String[] arguments) throws IOException {
    var fatal = Integer.parseInt(arguments[0]);
    var mortality = fatal == 0 ? Mortality.none() : Mortality.killingAt(fatal);
    var ports =
        new Ports(
            journal -> new MortalJournal(journal, mortality),
            store -> new MortalRunStore(store, mortality),
            artefacts -> new MortalArtefacts(artefacts, mortality),
            new MortalEffects(mortality));
    // Killed after its last write, there is nothing left to do.
    var exit = 0;
    for (int command = 0; command < MOST_COMMANDS && !isComplete(); command++) {
      exit = Main.run(next(), ports);
    }
    Files.write(Path.of(arguments[1]), mortality.instants());
    Runtime.getRuntime().halt(exit);
  }

  private static boolean isComplete() {
    try (var store = open()) {
      return store.runs().list().stream().anyMatch(run -> run.state() == RunState.COMPLETE);
    }
  }

  private static Store open() {
    return Store.open(Path.of(System.getenv("AUTOPACK_HOME")), InstantSource.system());
  }

  private static String[] next() {
    try (var store = open()) {
      var run = store.runs().list().stream().findFirst();
      if (run.isEmpty()) {
        return new String[] {"run", "plan.yaml"};
      }
      return request(store, run.orElseThrow())
          .map(id -> new String[] {"approve", id})
          .orElseGet(() -> new String[] {"resume"});
    }
  }

  /** A question counts once nothing executes the run: a person answers what they are shown. */
  private static Optional<String> request(Store store, RunRecord run) {
    return run.state() == RunState.WAITING
        ? store.runs().unanswered(run.id()).stream().map(request -> request.id()).findFirst()
        : Optional.empty();
  }
}
