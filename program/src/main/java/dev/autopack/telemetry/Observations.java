package dev.autopack.telemetry;

import dev.autopack.budget.Observation;
import dev.autopack.budget.Stratum;
import dev.autopack.telemetry.CallFacts.Ending;
import dev.autopack.telemetry.CallFacts.Outcome;
import java.util.List;
import java.util.Optional;

/** What settled calls teach the estimator. */
public final class Observations {
  private Observations() {}

  /**
   * What can be learnt from these calls, in their order: from complete replies, and from cut ones
   * as lower bounds. A continuation, a reply in another format than its estimate was made for, and
   * what nobody counted teach nothing.
   */
  public static List<Observation> of(List<CallFacts> calls) {
    return CallInBatch.of(calls).stream()
        .filter(CallInBatch::askedForAll)
        .flatMap(call -> of(call.facts()).stream())
        .toList();
  }

  private static Optional<Observation> of(CallFacts call) {
    var outcome = call.outcome().filter(it -> it.foreign().isEmpty());
    return outcome.flatMap(Observations::reach).flatMap(reach -> of(call, outcome.get(), reach));
  }

  private static Optional<Observation> of(
      CallFacts call, Outcome outcome, Observation.Reach reach) {
    var reply = outcome.reply();
    if (reply.isEmpty()) {
      return Optional.empty();
    }
    var estimate = call.enforced().estimate();
    return Optional.of(
        new Observation(
            call.place().repository(),
            new Stratum(estimate.format(), estimate.writing(), call.shape().category()),
            estimate.uncalibrated(),
            reply.getAsLong(),
            reach));
  }

  private static Optional<Observation.Reach> reach(Outcome outcome) {
    return outcome.ending() == Ending.COMPLETE
        ? Optional.of(Observation.Reach.WHOLE)
        : outcome.ending() == Ending.CUT ? Optional.of(Observation.Reach.CUT) : Optional.empty();
  }
}
