package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.util.Optional;

/** Where in a run something happens; makes the keys of the steps there. */
record AttemptKey(RunId run, PhaseId phase, int attempt, int batch) {
  static <T> StepKey<T> ofRun(RunId run, String name, Class<T> type) {
    return new StepKey<>(run, Optional.empty(), 0, 0, name, type);
  }

  <T> StepKey<T> step(String name, Class<T> type) {
    return new StepKey<>(run, Optional.of(phase), attempt, batch, name, type);
  }

  AttemptKey inBatch(int number) {
    return new AttemptKey(run, phase, attempt, number);
  }

  CallKey call(int number) {
    return new CallKey(run, phase, attempt, batch, number);
  }
}
