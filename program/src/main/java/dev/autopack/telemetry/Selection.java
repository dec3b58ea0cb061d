package dev.autopack.telemetry;

import dev.autopack.plan.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which part of the record is looked at; what is empty selects everything.
 *
 * @param repository the absolute path of the checkout that runs were started from
 * @param since calls reserved and questions asked at this moment or later
 */
public record Selection(Optional<RunId> run, Optional<String> repository, Optional<Instant> since) {
  public static final Selection ALL =
      new Selection(Optional.empty(), Optional.empty(), Optional.empty());
}
