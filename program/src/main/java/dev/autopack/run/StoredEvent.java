package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import java.time.Instant;
import java.util.Optional;

/** An event as it is stored; the sequence number rises through the whole run. */
public record StoredEvent(
    long sequence, Instant at, Optional<PhaseId> phase, int version, RunEvent event) {}
