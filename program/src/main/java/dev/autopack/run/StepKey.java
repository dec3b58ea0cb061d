package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.util.Optional;

/**
 * The name of a step, for good: code between steps may change, keys may not.
 *
 * @param phase empty for a step of the run itself
 * @param attempt from 1; 0 for what happens once a phase or run
 * @param batch from 1; 0 for what happens once an attempt
 */
public record StepKey<T>(
    RunId run, Optional<PhaseId> phase, int attempt, int batch, String name, Class<T> type) {}
