package dev.autopack.run;

import dev.autopack.model.StopReason;
import java.util.Optional;

/**
 * How a call to an auditor ended, as its step remembers it.
 *
 * @param stopped why the provider ended it; empty where the provider did not
 * @param word the provider's own word, or what broke the call
 * @param reply where the received text is kept, by its SHA-256; empty where nothing was received
 */
record AuditCall(
    CallSettlement.Ending ending, Optional<StopReason> stopped, String word, String reply) {

  /** The same, however often it is asked: it says no more than the settlement does. */
  static AuditCall of(CallSettlement settlement) {
    return new AuditCall(
        settlement.ending(),
        settlement.reply().stopped(),
        settlement.stop(),
        settlement.reply().kept().orElse(""));
  }
}
