package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.Estimate;
import dev.autopack.budget.Stratum;
import dev.autopack.budget.Usage;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.testing.ManualClock;
import dev.autopack.testing.MemoryRunStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Runs that are over, each with settled calls of one kind. */
record PastCalls(MemoryRunStore store, ManualClock clock, String repository, Stratum stratum) {
  private static final PhaseId PHASE = new PhaseId("past");

  /** So many first calls of which each came to that many times its estimate. */
  void settled(int count, double ratio, CallSettlement.Ending ending) {
    var run = new RunId("past-%d".formatted(store.list().size()));
    var sources = new RunRecord.Sources(repository, "past", "plan.yaml", "", "{}");
    store.create(
        new RunRecord(run, RunState.COMPLETE, sources, "0", clock.instant(), "nobody", 1),
        List.of(PHASE),
        RunEvent.of("run_created", "created"));
    for (int batch = 1; batch <= count; batch++) {
      var key = new CallKey(run, PHASE, 1, batch, 1);
      store.reserve(reservation(key));
      store.settle(key, settlement(Math.round(1_000 * ratio), ending));
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private CallReservation reservation(CallKey key) {
    var estimate =
        new Estimate(stratum.format(), stratum.writing(), 1_000, 3_000, 1, "as it looked");
    return new CallReservation(
        key,
        "scripted",
        new Budget(estimate, 3_000, "p95"),
        new CallReservation.Shape(stratum.category(), Complexity.MEDIUM, 1, false),
        100,
        BigDecimal.ONE);
  }

  private static CallSettlement settlement(long output, CallSettlement.Ending ending) {
    return new CallSettlement(
        ending,
        "end_turn",
        new CallSettlement.Bill(
            CallSettlement.Bill.Source.REPORTED, new Usage(100, 0, 0, output, 0), BigDecimal.ONE),
        1,
        0,
        new CallSettlement.Timing(1, 2));
  }
}
