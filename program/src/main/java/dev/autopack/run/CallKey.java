package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;

/** Which call of which batch; all numbers from 1. */
public record CallKey(RunId run, PhaseId phase, int attempt, int batch, int call) {
  @Override
  public String toString() {
    return "%s/%s attempt %d batch %d call %d".formatted(run, phase, attempt, batch, call);
  }
}
