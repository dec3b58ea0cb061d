package dev.autopack.run;

import java.time.Instant;
import java.util.Optional;

/** A call as it is stored; without a settlement while it is in flight. */
public record CallRecord(
    CallReservation reservation, Instant at, Optional<CallSettlement> settlement) {}
