package dev.autopack.run;

import dev.autopack.plan.PhaseId;

/**
 * A phase as it is stored.
 *
 * @param attempts how many were begun
 * @param reason why it is in its state, for programs and people; empty where there is none
 */
public record PhaseRecord(PhaseId id, PhaseState state, int attempts, String reason) {}
