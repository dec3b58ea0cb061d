package dev.autopack.run;

import dev.autopack.telemetry.Miss;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is said of each settled call, in its event and in the log: predicted, actual, error, budget
 * and stop reason.
 */
record CallLine(CallReservation reservation, CallSettlement settlement) {
  private static final String UNKNOWN = "-";

  /** For programs; what is not known is left out. */
  Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("call", reservation.key().toString());
    facts.put("model", reservation.model());
    facts.put("purpose", reservation.purpose().name().toLowerCase(Locale.ROOT));
    facts.put("ending", settlement.ending().name());
    facts.put("predicted", Long.toString(predicted()));
    if (isCounted()) {
      facts.put("actual", Long.toString(actual()));
    }
    error().ifPresent(error -> facts.put("error", String.format(Locale.ROOT, "%.3f", error)));
    facts.put("budget", Integer.toString(reservation.budget().maxOutputTokens()));
    facts.put("stop", settlement.stop());
    settlement
        .reply()
        .foreign()
        .ifPresent(written -> {
          facts.put("format", reservation.budget().estimate().format().id());
          facts.put("written", written);
        });
    return facts;
  }

  /** For people, without the call's name. */
  String text() {
    return "%s%s: predicted %d, actual %s, error %s, budget %d, stop %s; %s%s$%s"
        .formatted(
            isAudit() ? "audit by " : "",
            reservation.model(),
            predicted(),
            isCounted() ? Long.toString(actual()) : UNKNOWN,
            error().isPresent() ? percent(error().getAsDouble()) : UNKNOWN,
            reservation.budget().maxOutputTokens(),
            settlement.stop(),
            isAudit() ? "" : Words.count(settlement.units(), "unit"),
            isAudit()
                ? ""
                : settlement.reply().foreign().map(written -> " written in " + written).orElse("")
                    + ", ",
            Money.show(settlement.bill().usd()));
  }

  /** No edits were asked for, so there are neither units nor a format. */
  private boolean isAudit() {
    return reservation.purpose() == CallReservation.Purpose.AUDIT;
  }

  private long predicted() {
    return reservation.budget().estimate().p50();
  }

  /** Where nobody counted, the bill holds what was reserved. */
  private boolean isCounted() {
    return settlement.bill().source() != CallSettlement.Bill.Source.RESERVED;
  }

  /** Tokens of the reply itself, without what the model thought. */
  private long actual() {
    var usage = settlement.bill().usage();
    return Math.max(0, usage.output() - usage.reasoning());
  }

  /** Known of a complete reply alone: of any other, more might have come. */
  private OptionalDouble error() {
    return isCounted() && settlement.ending() == CallSettlement.Ending.COMPLETE
        ? new Miss(predicted(), actual()).error()
        : OptionalDouble.empty();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
  }
}
