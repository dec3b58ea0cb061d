package dev.autopack.process;

import java.util.HashMap;
import java.util.List;

/** No walls: children have the user's rights, and only what they use up is bounded. */
public final class OpenSandbox implements Sandbox {
  private static final Strength STRENGTH =
      new Strength(false, "none: tests ran with the user's rights");

  private final LocalProcessRunner runner;

  public OpenSandbox(LocalProcessRunner runner) {
    this.runner = runner;
  }

  @Override
  public Strength strength() {
    return STRENGTH;
  }

  @Override
  public ProcessRunner within(Confinement confinement) {
    return command -> {
      var environment = new HashMap<>(confinement.environment());
      environment.putAll(command.environment());
      var watched = new Watched(confinement.limits(), Watched.existing(confinement, List.of()));
      return runner.run(command.with(environment), watched);
    };
  }
}
