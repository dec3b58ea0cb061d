package dev.autopack.run;

import dev.autopack.plan.PhaseId;
import java.time.Instant;
import java.util.Optional;

/** An attempt as it is stored; without an end while it runs. */
public record AttemptRecord(PhaseId phase, int number, Instant begun, Optional<AttemptEnd> end) {}
