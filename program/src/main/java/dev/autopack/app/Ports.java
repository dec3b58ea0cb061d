package dev.autopack.app;

import dev.autopack.run.Artefacts;
import dev.autopack.run.Journal;
import dev.autopack.run.RunStore;
import dev.autopack.workspace.git.Effects;
import java.util.function.UnaryOperator;

/** What stands between a run and what it writes to; nothing, but in fault tests. */
public record Ports(
    UnaryOperator<Journal> journal,
    UnaryOperator<RunStore> store,
    UnaryOperator<Artefacts> artefacts,
    Effects effects) {
  public static final Ports AS_THEY_ARE =
      new Ports(
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          Effects.NONE);
}
