package dev.autopack.run;

import dev.autopack.budget.Usage;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run and its phases have spent, and whether a call still fits under the limits. A call that
 * was never settled counts at its reserved price.
 */
final class Ledger {
  private final RunStore store;
  private final RunId run;
  private final Limits planned;
  private final InstantSource clock;
  private Instant counted;

  Ledger(RunStore store, RunId run, Limits planned, InstantSource clock) {
    this.store = store;
    this.run = run;
    this.planned = planned;
    this.clock = clock;
    this.counted = clock.instant();
  }

  /** Writes down the working time since the last call of this method. */
  void countTime() {
    var now = clock.instant();
    var passed = Duration.between(counted, now);
    counted = now;
    // A clock that was set back would take time away that was really worked.
    if (passed.isPositive()) {
      store.addWorked(run, passed);
    }
  }

  /**
   * Reserves the call, or refuses to.
   *
   * @throws NotNow naming the limit that the call would pass
   */
  void reserve(CallReservation call, Limits phaseLimits) {
    countTime();
    var calls = store.calls(run);
    check(NotNow.Reach.RUN, "run", Spent.of(calls).plus(call), limits());
    checkMinutes();
    var phase = call.key().phase();
    check(
        NotNow.Reach.PHASE,
        "phase '%s'".formatted(phase),
        Spent.of(ofPhase(calls, phase)).plus(call),
        raised(phaseLimits));
    store.reserve(call);
  }

  /** The plan's limits, each replaced by what a person raised it to. */
  Limits limits() {
    var raised = store.raisedLimits(run);
    return new Limits(
        raised.tokens().isPresent() ? raised.tokens() : planned.tokens(),
        raised.usd().or(planned::usd),
        raised.minutes().isPresent() ? raised.minutes() : planned.minutes(),
        raised.attempts().isPresent() ? raised.attempts() : planned.attempts());
  }

  /**
   * A phase's own limits, each at least what a person set for the whole run: else nobody could let
   * a phase go on that its plan gave too little.
   */
  private Limits raised(Limits ofPhase) {
    var raised = store.raisedLimits(run);
    return new Limits(
        ofPhase.tokens().isPresent() && raised.tokens().isPresent()
            ? OptionalLong.of(Math.max(ofPhase.tokens().getAsLong(), raised.tokens().getAsLong()))
            : ofPhase.tokens(),
        ofPhase.usd().map(usd -> raised.usd().map(usd::max).orElse(usd)),
        ofPhase.minutes(),
        ofPhase.attempts());
  }

  private void checkMinutes() {
    var minutes = limits().minutes();
    var worked = store.worked(run);
    if (minutes.isPresent() && worked.compareTo(Duration.ofMinutes(minutes.getAsInt())) >= 0) {
      throw new NotNow(
          SuspendedBy.BUDGET,
          "the run has worked for %d of its %d minutes"
              .formatted(worked.toMinutes(), minutes.getAsInt()));
    }
  }

  private static void check(NotNow.Reach reach, String whose, Spent after, Limits limits) {
    if (limits.tokens().isPresent() && after.tokens() > limits.tokens().getAsLong()) {
      throw new NotNow(
          SuspendedBy.BUDGET,
          reach,
          "the next call could bring the %s to %d tokens, over its limit of %d"
              .formatted(whose, after.tokens(), limits.tokens().getAsLong()));
    }
    var usd = limits.usd();
    if (usd.isPresent() && after.usd().compareTo(usd.orElseThrow()) > 0) {
      throw new NotNow(
          SuspendedBy.BUDGET,
          reach,
          "the next call could bring the %s to $%s, over its limit of $%s"
              .formatted(whose, Money.exact(after.usd()), Money.exact(usd.orElseThrow())));
    }
  }

  private static List<CallRecord> ofPhase(List<CallRecord> calls, PhaseId phase) {
    return calls.stream().filter(call -> call.reservation().key().phase().equals(phase)).toList();
  }

  /** Tokens and money, settled where known and reserved where not. */
  record Spent(long tokens, BigDecimal usd, Usage usage, int calls) {
    static Spent of(List<CallRecord> calls) {
      var none = new Spent(0, BigDecimal.ZERO, Usage.NONE, 0);
      return calls.stream().map(Spent::of).reduce(none, Spent::plus);
    }

    private static Spent of(CallRecord call) {
      Optional<CallSettlement> settled = call.settlement();
      return settled
          .map(done ->
              new Spent(done.bill().usage().total(), done.bill().usd(), done.bill().usage(), 1))
          .orElseGet(() ->
              new Spent(call.reservation().tokens(), call.reservation().usd(), Usage.NONE, 1));
    }

    private Spent plus(Spent other) {
      return new Spent(
          tokens + other.tokens, usd.add(other.usd), usage.plus(other.usage), calls + other.calls);
    }

    private Spent plus(CallReservation call) {
      return new Spent(tokens + call.tokens(), usd.add(call.usd()), usage, calls + 1);
    }
  }
}
