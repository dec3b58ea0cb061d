package dev.autopack.run;

import dev.autopack.audit.AuditAnswer;
import dev.autopack.audit.AuditPrompt;
import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.model.CallEnd;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import dev.autopack.model.TextSink;
import dev.autopack.plan.Limits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls to an auditor: reserved, settled and counted as a builder's are. A reply is kept
 * before its call is settled, so that one whose process dies afterwards is never paid twice.
 */
final class AuditCalls {
  private static final Logger LOG = LoggerFactory.getLogger(AuditCalls.class);

  /** What a judgement may take, beside what the model may think. */
  static final int OUTPUT_TOKENS = 4_096;

  /** How many answers one judgement may take; the last that cannot be read ends it. */
  static final int MAX_ANSWERS = 2;

  private static final int LIKELY_TOKENS = 400;

  /** No reply within its output limit is as long. */
  private static final int MAX_CHARS = 1 << 20;

  private final RunPorts ports;
  private final Ledger ledger;
  private final Events events;

  AuditCalls(RunPorts ports, Ledger ledger, Events events) {
    this.ports = ports;
    this.ledger = ledger;
    this.events = events;
  }

  /**
   * What a call is made with.
   *
   * @param user what is asked
   * @param limits the phase's own
   */
  record Asking(
      Model model,
      ModelProfile profile,
      AuditPrompt.Written prompt,
      String user,
      CallReservation.Shape shape,
      Limits limits) {}

  /** What one answer may take at most. */
  static Budget budget(ModelProfile.Window window) {
    int most = Math.min(OUTPUT_TOKENS + window.thinkingTokens(), window.maxOutputTokens());
    var estimate =
        new Estimate(Format.FULL_FILE, LIKELY_TOKENS, OUTPUT_TOKENS, "the findings of an audit");
    return new Budget(estimate, most, "an audit: " + most);
  }

  /** What an audit will probably cost. */
  static BigDecimal likelyUsd(ModelProfile profile, int maxPromptTokens) {
    return usd(profile, maxPromptTokens / 4, LIKELY_TOKENS);
  }

  /** What the audit of one attempt may cost: the longest prompt, twice. */
  static BigDecimal worstUsd(ModelProfile profile, int maxPromptTokens) {
    return usd(
            profile,
            CallReservation.withMargin(maxPromptTokens),
            budget(profile.window()).maxOutputTokens())
        .multiply(BigDecimal.valueOf(MAX_ANSWERS));
  }

  private static BigDecimal usd(ModelProfile profile, long input, long output) {
    return profile.price().map(price -> price.ceiling(input, output)).orElse(BigDecimal.ZERO);
  }

  /**
   * Makes the call.
   *
   * @throws NotNow when a limit or the provider says so
   */
  AuditCall make(CallKey key, Asking asking) throws InterruptedException {
    var profile = asking.profile();
    var budget = budget(profile.window());
    var request =
        new ModelRequest(
            profile.id(),
            asking.prompt().system(),
            List.of(ModelRequest.Turn.user(asking.user())),
            budget.maxOutputTokens(),
            Optional.of(AuditPrompt.SCHEMA));
    var input = CallReservation.inputTokens(request);
    var usd = usd(profile, input, budget.maxOutputTokens());
    var reservation =
        new CallReservation(
            key, profile.name(), budget, asking.shape(), input, usd, CallReservation.Purpose.AUDIT);
    ledger.reserve(reservation, asking.limits());
    events.tell(
        key.phase(),
        "audit_started",
        Map.of("model", profile.name(), "call", key.toString()),
        "asking %s for an audit".formatted(profile.name()));
    var text = new StringBuilder();
    var end =
        asking.model().stream(
            request,
            piece -> {
              text.append(piece);
              return text.length() > MAX_CHARS ? TextSink.Flow.CANCEL : TextSink.Flow.CONTINUE;
            });
    var settlement = settlement(profile, reservation, end, text.toString());
    ports.store().settle(key, settlement);
    tell(reservation, settlement);
    if (end instanceof CallEnd.Failed(var failure, _, _) && text.isEmpty()) {
      Outage.refuse(failure);
    }
    return AuditCall.of(settlement);
  }

  private CallSettlement settlement(
      ModelProfile profile, CallReservation reservation, CallEnd end, String text) {
    var kept =
        text.isEmpty()
            ? Optional.<String>empty()
            : Optional.of(ports.artefacts().save(text.getBytes(StandardCharsets.UTF_8)));
    var stopped =
        end instanceof CallEnd.Finished(var reason, _, _, _)
            ? Optional.of(reason)
            : Optional.<StopReason>empty();
    return new CallSettlement(
        ending(end, text),
        CallSettlement.stop(end),
        Billing.of(profile, reservation, end, text),
        0,
        0,
        new CallSettlement.Timing(
            end.timing().firstText().toMillis(), end.timing().total().toMillis()),
        new CallSettlement.Reply(
            stopped, OptionalLong.of(text.length()), Optional.empty(), Optional.empty(), kept));
  }

  private static CallSettlement.Ending ending(CallEnd end, String text) {
    return switch (end) {
      case CallEnd.Failed _ -> CallSettlement.Ending.FAILED;
      case CallEnd.Cancelled _ -> CallSettlement.Ending.CANCELLED;
      case CallEnd.Finished(var reason, _, _, _) when reason == StopReason.MAX_TOKENS ->
          CallSettlement.Ending.CUT;
      case CallEnd.Finished _ ->
          AuditAnswer.read(text) instanceof AuditAnswer.Unreadable
              ? CallSettlement.Ending.MALFORMED
              : CallSettlement.Ending.COMPLETE;
    };
  }

  private void tell(CallReservation reservation, CallSettlement settlement) {
    var line = new CallLine(reservation, settlement);
    LOG.info("{}: {}", reservation.key(), line.text());
    events.tell(reservation.key().phase(), "call_settled", line.facts(), line.text());
  }

  /** What to make of a call that a process died in. */
  AuditCall recover(CallKey key, Asking asking) throws InterruptedException {
    var record =
        ports.store().calls(key.run()).stream()
            .filter(stored -> stored.reservation().key().equals(key))
            .findFirst();
    if (record.isEmpty()) {
      // It died before anything was spent.
      return make(key, asking);
    }
    var settled = record.flatMap(CallRecord::settlement);
    if (settled.isPresent()) {
      return AuditCall.of(settled.orElseThrow());
    }
    var lost = CallSettlement.lost(record.orElseThrow().reservation());
    ports.store().settle(key, lost);
    events.tell(
        key.phase(),
        "call_lost",
        Map.of("call", key.toString()),
        "an audit was in flight when the program died; it counts at its reserved price");
    return AuditCall.of(lost);
  }
}
