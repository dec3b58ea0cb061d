package dev.autopack.workspace.git;

import dev.autopack.plan.RunId;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.testing.MortalEffects;
import dev.autopack.testing.Mortality;
import java.nio.file.Path;

/** Tells a {@link PhaseStory} in a process of its own, which is killed at an instant. */
public final class StoryMain {
  private StoryMain() {}

  /**
   * Ends by SIGKILL.
   *
   * @param arguments the checkout, the worktrees' folder, the run, the journal, the instant
   */
  public static void main(String[] arguments) {
    var effects = new MortalEffects(Mortality.killingAt(Integer.parseInt(arguments[4])));
    var children = new LocalProcessRunner(System.getenv(), Worlds.CLOCK);
    try (var repository =
        GitRepository.open(
            Path.of(arguments[0]), Path.of(arguments[1]), children, Worlds.CLOCK, effects)) {
      new PhaseStory(new RunId(arguments[2]), Path.of(arguments[3])).tell(repository);
    }
  }
}
