package dev.autopack.run;

import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Usage;
import dev.autopack.model.CallEnd;
import dev.autopack.model.TokenCounter;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a call is settled at: what its provider reported, else what was counted of it, else what was
 * reserved.
 */
final class Billing {
  private Billing() {}

  /**
   * The bill of a call that ended.
   *
   * @param text all that was received
   */
  static CallSettlement.Bill of(
      ModelProfile profile, CallReservation reservation, CallEnd end, String text) {
    return switch (end) {
      case CallEnd.Finished(_, _, var usage, _) ->
          usage
              .map(known -> bill(profile, CallSettlement.Bill.Source.REPORTED, known))
              .orElseGet(() -> reserved(reservation));
      case CallEnd.Cancelled(var usage, _) -> broken(profile, reservation, text, usage);
      case CallEnd.Failed(_, var usage, _) -> broken(profile, reservation, text, usage);
    };
  }

  /** A stream that stopped early seldom says what it cost; what came is counted. */
  private static CallSettlement.Bill broken(
      ModelProfile profile, CallReservation reservation, String text, Optional<Usage> reported) {
    var known = reported.filter(usage -> usage.output() > 0);
    if (known.isPresent()) {
      return bill(profile, CallSettlement.Bill.Source.REPORTED, known.orElseThrow());
    }
    var nothing = text.isEmpty() && reported.isEmpty();
    var usage =
        new Usage(nothing ? 0 : reservation.inputTokens(), 0, 0, TokenCounter.count(text), 0);
    return bill(profile, CallSettlement.Bill.Source.COUNTED, usage);
  }

  private static CallSettlement.Bill bill(
      ModelProfile profile, CallSettlement.Bill.Source source, Usage usage) {
    return new CallSettlement.Bill(
        source, usage, profile.price().map(price -> price.of(usage)).orElse(BigDecimal.ZERO));
  }

  /** The bill of a call that nobody knows the end of: all that was reserved. */
  static CallSettlement.Bill reserved(CallReservation reservation) {
    var usage =
        new Usage(reservation.inputTokens(), 0, 0, reservation.budget().maxOutputTokens(), 0);
    return new CallSettlement.Bill(CallSettlement.Bill.Source.RESERVED, usage, reservation.usd());
  }
}
