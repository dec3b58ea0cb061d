package dev.autopack.testing;

import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.output.Kept;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.AttemptRecord;
import dev.autopack.run.CallKey;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallReservation;
import dev.autopack.run.CallSettlement;
import dev.autopack.run.PhaseRecord;
import dev.autopack.run.PhaseState;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.run.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Dies before and after every write; reading is harmless. */
public final class MortalRunStore implements RunStore {
  private final RunStore store;
  private final Mortality mortality;

  public MortalRunStore(RunStore store, Mortality mortality) {
    this.store = store;
    this.mortality = mortality;
  }

  @Override
  public void create(RunRecord run, List<PhaseId> phases, RunEvent event) {
    mortality.around("create", () -> store.create(run, phases, event));
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return store.find(run);
  }

  @Override
  public List<RunRecord> list() {
    return store.list();
  }

  @Override
  public List<PhaseRecord> phases(RunId run) {
    return store.phases(run);
  }

  @Override
  public void move(RunId run, RunState from, RunState to, RunEvent event) {
    mortality.around("run to " + to, () -> store.move(run, from, to, event));
  }

  @Override
  public void move(
      RunId run, PhaseId phase, PhaseState from, PhaseState to, String reason, RunEvent event) {
    mortality.around(
        "phase '%s' to %s".formatted(phase, to),
        () -> store.move(run, phase, from, to, reason, event));
  }

  @Override
  public long own(RunId run, String owner) {
    mortality.reach("before own");
    var fence = store.own(run, owner);
    mortality.reach("after own");
    return fence;
  }

  @Override
  public void raiseLimits(RunId run, Limits limits, RunEvent event) {
    mortality.around("raise limits", () -> store.raiseLimits(run, limits, event));
  }

  @Override
  public Limits raisedLimits(RunId run) {
    return store.raisedLimits(run);
  }

  @Override
  public void addWorked(RunId run, Duration worked) {
    mortality.around("add worked", () -> store.addWorked(run, worked));
  }

  @Override
  public Duration worked(RunId run) {
    return store.worked(run);
  }

  @Override
  public void append(RunId run, Optional<PhaseId> phase, RunEvent event) {
    mortality.around("event " + event.type(), () -> store.append(run, phase, event));
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int max) {
    return store.events(run, after, max);
  }

  @Override
  public void beginAttempt(RunId run, PhaseId phase, int attempt, RunEvent event) {
    mortality.around(
        "begin of attempt " + attempt, () -> store.beginAttempt(run, phase, attempt, event));
  }

  @Override
  public void endAttempt(RunId run, PhaseId phase, int attempt, AttemptEnd end, RunEvent event) {
    mortality.around(
        "end of attempt " + attempt, () -> store.endAttempt(run, phase, attempt, end, event));
  }

  @Override
  public List<AttemptRecord> attempts(RunId run) {
    return store.attempts(run);
  }

  @Override
  public void reserve(CallReservation reservation) {
    mortality.around("reserve " + reservation.key(), () -> store.reserve(reservation));
  }

  @Override
  public void settle(CallKey call, CallSettlement settlement) {
    mortality.around("settle " + call, () -> store.settle(call, settlement));
  }

  @Override
  public void credit(CallKey call, long tokens) {
    mortality.around("credit " + call, () -> store.credit(call, tokens));
  }

  @Override
  public List<CallRecord> calls(RunId run) {
    return store.calls(run);
  }

  @Override
  public void saveUnit(CallKey call, int index, Kept unit) {
    mortality.around(
        "unit %d of %s".formatted(index, call), () -> store.saveUnit(call, index, unit));
  }

  @Override
  public List<StoredUnit> units(RunId run, PhaseId phase, int attempt, int batch) {
    return store.units(run, phase, attempt, batch);
  }

  @Override
  public void ask(GovernanceRequest request, RunEvent event) {
    mortality.around("ask " + request.id(), () -> store.ask(request, event));
  }

  @Override
  public Optional<GovernanceRequest> findRequest(String id) {
    return store.findRequest(id);
  }

  @Override
  public List<GovernanceRequest> unanswered(RunId run) {
    return store.unanswered(run);
  }

  @Override
  public List<AnsweredRequest> answered(RunId run, PhaseId phase) {
    return store.answered(run, phase);
  }

  @Override
  public boolean answer(String request, Answer answer, RunEvent event) {
    mortality.reach("before answer " + request);
    var first = store.answer(request, answer, event);
    mortality.reach("after answer " + request);
    return first;
  }

  @Override
  public void remove(RunId run) {
    mortality.around("remove", () -> store.remove(run));
  }
}
