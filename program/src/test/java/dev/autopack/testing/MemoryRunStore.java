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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run store that lasts as long as this object. {@link #otherProcess} sees the same runs, but owns
 * none of them.
 */
public final class MemoryRunStore implements RunStore {
  private final InstantSource clock;
  private final Shared shared;
  private final Map<RunId, Long> fences = new HashMap<>();

  public MemoryRunStore(InstantSource clock) {
    this(clock, new Shared());
  }

  private MemoryRunStore(InstantSource clock, Shared shared) {
    this.clock = clock;
    this.shared = shared;
  }

  /** What another process that opens the same store would work with. */
  public MemoryRunStore otherProcess() {
    return new MemoryRunStore(clock, shared);
  }

  @Override
  public void create(RunRecord run, List<PhaseId> phases, RunEvent event) {
    synchronized (shared) {
      if (shared.runs.containsKey(run.id())) {
        throw new IllegalStateException("run '%s' exists already".formatted(run.id()));
      }
      var rows = new Rows(run, phases);
      shared.runs.put(run.id(), rows);
      fences.put(run.id(), run.fence());
      rows.append(clock, Optional.empty(), event);
    }
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    synchronized (shared) {
      return Optional.ofNullable(shared.runs.get(run)).map(rows -> rows.run);
    }
  }

  @Override
  public List<RunRecord> list() {
    synchronized (shared) {
      return shared.runs.values().stream()
          .map(rows -> rows.run)
          .sorted(Comparator.comparing(RunRecord::started).thenComparing(RunRecord::id).reversed())
          .toList();
    }
  }

  @Override
  public List<PhaseRecord> phases(RunId run) {
    synchronized (shared) {
      return shared.find(run).map(rows -> List.copyOf(rows.phases.values())).orElse(List.of());
    }
  }

  @Override
  public void move(RunId run, RunState from, RunState to, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(run);
      if (rows.run.state() != from) {
        throw new IllegalStateException(
            "run '%s' is %s, not %s".formatted(run, rows.run.state(), from));
      }
      rows.run = rows.withState(to);
      rows.append(clock, Optional.empty(), event);
    }
  }

  @Override
  public void move(
      RunId run, PhaseId phase, PhaseState from, PhaseState to, String reason, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(run);
      rows.move(phase, from, to, reason);
      rows.append(clock, Optional.of(phase), event);
    }
  }

  @Override
  public long own(RunId run, String owner) {
    synchronized (shared) {
      var rows = shared.load(run);
      rows.run = rows.withOwner(owner);
      fences.put(run, rows.run.fence());
      return rows.run.fence();
    }
  }

  @Override
  public void raiseLimits(RunId run, Limits limits, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(run);
      var old = rows.raised;
      rows.raised =
          new Limits(
              limits.tokens().isPresent() ? limits.tokens() : old.tokens(),
              limits.usd().or(old::usd),
              limits.minutes().isPresent() ? limits.minutes() : old.minutes(),
              limits.attempts().isPresent() ? limits.attempts() : old.attempts());
      rows.append(clock, Optional.empty(), event);
    }
  }

  @Override
  public Limits raisedLimits(RunId run) {
    synchronized (shared) {
      return shared.load(run).raised;
    }
  }

  @Override
  public void addWorked(RunId run, Duration worked) {
    synchronized (shared) {
      var rows = fenced(run);
      rows.worked = rows.worked.plus(worked);
    }
  }

  @Override
  public Duration worked(RunId run) {
    synchronized (shared) {
      return shared.load(run).worked;
    }
  }

  @Override
  public void append(RunId run, Optional<PhaseId> phase, RunEvent event) {
    synchronized (shared) {
      fenced(run).append(clock, phase, event);
    }
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int max) {
    synchronized (shared) {
      return shared.find(run).stream()
          .flatMap(rows -> rows.events.stream())
          .filter(event -> event.sequence() > after)
          .limit(max)
          .toList();
    }
  }

  @Override
  public void beginAttempt(RunId run, PhaseId phase, int attempt, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(run);
      var begun = rows.load(phase);
      var key = new AttemptNumber(phase, attempt);
      if (rows.attempts.containsKey(key)) {
        return;
      }
      rows.attempts.put(key, new AttemptRecord(phase, attempt, clock.instant(), Optional.empty()));
      rows.phases.put(
          phase, new PhaseRecord(phase, begun.state(), begun.attempts() + 1, begun.reason()));
      rows.append(clock, Optional.of(phase), event);
    }
  }

  @Override
  public void endAttempt(RunId run, PhaseId phase, int attempt, AttemptEnd end, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(run);
      var key = new AttemptNumber(phase, attempt);
      var open = rows.attempts.get(key);
      if (open == null) {
        throw new IllegalStateException(
            "attempt %d of phase '%s' in run '%s' was never begun".formatted(attempt, phase, run));
      }
      if (open.end().isEmpty()) {
        rows.attempts.put(key, new AttemptRecord(phase, attempt, open.begun(), Optional.of(end)));
        rows.append(clock, Optional.of(phase), event);
      }
    }
  }

  @Override
  public List<AttemptRecord> attempts(RunId run) {
    synchronized (shared) {
      return shared.find(run).map(rows -> List.copyOf(rows.attempts.values())).orElse(List.of());
    }
  }

  @Override
  public void reserve(CallReservation reservation) {
    synchronized (shared) {
      var rows = fenced(reservation.key().run());
      rows.load(reservation.key().phase());
      rows.calls.putIfAbsent(
          reservation.key(), new CallRecord(reservation, clock.instant(), Optional.empty()));
    }
  }

  @Override
  public void settle(CallKey call, CallSettlement settlement) {
    synchronized (shared) {
      var open = fenced(call.run()).load(call);
      if (open.settlement().isEmpty()) {
        shared
            .load(call.run())
            .calls
            .put(call, new CallRecord(open.reservation(), open.at(), Optional.of(settlement)));
      }
    }
  }

  @Override
  public void credit(CallKey call, long tokens) {
    synchronized (shared) {
      var rows = fenced(call.run());
      rows.load(call);
      rows.credits.putIfAbsent(call, tokens);
    }
  }

  /** What {@link #credit} wrote. */
  OptionalLong credited(CallKey call) {
    synchronized (shared) {
      var tokens = shared.load(call.run()).credits.get(call);
      return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
    }
  }

  @Override
  public List<CallRecord> calls(RunId run) {
    synchronized (shared) {
      return shared.find(run).map(rows -> List.copyOf(rows.calls.values())).orElse(List.of());
    }
  }

  @Override
  public void saveUnit(CallKey call, int index, Kept unit) {
    synchronized (shared) {
      var rows = fenced(call.run());
      rows.load(call);
      rows.units.putIfAbsent(new UnitNumber(call, index), new StoredUnit(call, index, unit));
    }
  }

  @Override
  public List<StoredUnit> units(RunId run, PhaseId phase, int attempt, int batch) {
    synchronized (shared) {
      return shared.find(run).stream()
          .flatMap(rows -> rows.units.values().stream())
          .filter(unit -> unit.call().phase().equals(phase))
          .filter(unit -> unit.call().attempt() == attempt && unit.call().batch() == batch)
          .sorted(
              Comparator.comparingInt((StoredUnit unit) -> unit.call().call())
                  .thenComparingInt(StoredUnit::index))
          .toList();
    }
  }

  @Override
  public void ask(GovernanceRequest request, RunEvent event) {
    synchronized (shared) {
      var rows = fenced(request.run());
      var known = findRequest(request.id());
      if (known.equals(Optional.of(request))) {
        return;
      }
      if (known.isPresent()) {
        throw new IllegalStateException(
            "request '%s' is another one already".formatted(request.id()));
      }
      rows.move(request.phase(), PhaseState.RUNNING, PhaseState.AWAITING_APPROVAL, request.id());
      rows.requests.put(request.id(), request);
      rows.append(clock, Optional.of(request.phase()), event);
    }
  }

  @Override
  public Optional<GovernanceRequest> findRequest(String id) {
    synchronized (shared) {
      return shared.runs.values().stream()
          .flatMap(rows -> rows.requests.values().stream())
          .filter(request -> request.id().equals(id))
          .findFirst();
    }
  }

  @Override
  public List<GovernanceRequest> unanswered(RunId run) {
    synchronized (shared) {
      return shared.find(run).stream()
          .flatMap(rows ->
              rows.requests.values().stream()
                  .filter(request -> !rows.answers.containsKey(request.id())))
          .toList();
    }
  }

  @Override
  public List<AnsweredRequest> answered(RunId run, PhaseId phase) {
    synchronized (shared) {
      return shared.find(run).stream()
          .flatMap(rows -> rows.answers.values().stream())
          .filter(answered -> answered.request().phase().equals(phase))
          .toList();
    }
  }

  @Override
  public boolean answer(String request, Answer answer, RunEvent event) {
    synchronized (shared) {
      var asked =
          findRequest(request)
              .orElseThrow(
                  () -> new IllegalStateException("there is no request '%s'".formatted(request)));
      var rows = shared.load(asked.run());
      var waits = rows.load(asked.phase()).state() == PhaseState.AWAITING_APPROVAL;
      if (!waits || rows.answers.containsKey(request)) {
        return false;
      }
      rows.answers.put(request, new AnsweredRequest(asked, answer));
      rows.move(asked.phase(), PhaseState.AWAITING_APPROVAL, PhaseState.QUEUED, "");
      rows.append(clock, Optional.of(asked.phase()), event);
      return true;
    }
  }

  @Override
  public void remove(RunId run) {
    synchronized (shared) {
      if (shared.runs.containsKey(run)) {
        checkFence(run);
        shared.runs.remove(run);
        fences.remove(run);
      }
    }
  }

  /** Refuses a process that owned the run once and does not any more. */
  void checkFence(RunId run) {
    synchronized (shared) {
      var stored = shared.load(run).run;
      var mine = fences.getOrDefault(run, stored.fence());
      if (mine != stored.fence()) {
        throw new IllegalStateException(
            "run '%s' is now owned by '%s'".formatted(run, stored.owner()));
      }
    }
  }

  /** What a journal over this store keeps; empty and forgotten where there is no such run. */
  Map<MemoryJournal.Name, MemoryJournal.Step> steps(RunId run) {
    synchronized (shared) {
      return shared.find(run).map(rows -> rows.steps).orElseGet(HashMap::new);
    }
  }

  private Rows fenced(RunId run) {
    checkFence(run);
    return shared.load(run);
  }

  /** What all processes see. */
  private static final class Shared {
    private final Map<RunId, Rows> runs = new LinkedHashMap<>();

    private Optional<Rows> find(RunId run) {
      return Optional.ofNullable(runs.get(run));
    }

    private Rows load(RunId run) {
      return find(run)
          .orElseThrow(() -> new IllegalStateException("there is no run '%s'".formatted(run)));
    }
  }

  /** All of one run. */
  private static final class Rows {
    private RunRecord run;
    private Limits raised = Limits.NONE;
    private Duration worked = Duration.ZERO;
    private final Map<PhaseId, PhaseRecord> phases = new LinkedHashMap<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<AttemptNumber, AttemptRecord> attempts = new LinkedHashMap<>();
    private final Map<CallKey, CallRecord> calls = new LinkedHashMap<>();
    private final Map<CallKey, Long> credits = new HashMap<>();
    private final Map<UnitNumber, StoredUnit> units = new LinkedHashMap<>();
    private final Map<String, GovernanceRequest> requests = new LinkedHashMap<>();
    private final Map<String, AnsweredRequest> answers = new LinkedHashMap<>();
    private final Map<MemoryJournal.Name, MemoryJournal.Step> steps =
        Collections.synchronizedMap(new LinkedHashMap<>());

    private Rows(RunRecord run, List<PhaseId> ids) {
      this.run = run;
      ids.forEach(id -> phases.put(id, new PhaseRecord(id, PhaseState.QUEUED, 0, "")));
    }

    private void append(InstantSource clock, Optional<PhaseId> phase, RunEvent event) {
      events.add(
          new StoredEvent(events.size() + 1L, clock.instant(), phase, RunEvent.VERSION, event));
    }

    private PhaseRecord load(PhaseId phase) {
      return Optional.ofNullable(phases.get(phase))
          .orElseThrow(() ->
              new IllegalStateException("run '%s' has no phase '%s'".formatted(run.id(), phase)));
    }

    private CallRecord load(CallKey call) {
      return Optional.ofNullable(calls.get(call))
          .orElseThrow(() -> new IllegalStateException("%s was never reserved".formatted(call)));
    }

    private void move(PhaseId phase, PhaseState from, PhaseState to, String reason) {
      var old = load(phase);
      if (old.state() != from) {
        throw new IllegalStateException(
            "phase '%s' of run '%s' is %s, not %s".formatted(phase, run.id(), old.state(), from));
      }
      phases.put(phase, new PhaseRecord(phase, to, old.attempts(), reason));
    }

    private RunRecord withState(RunState state) {
      return new RunRecord(
          run.id(),
          state,
          run.sources(),
          run.baseCommit(),
          run.started(),
          run.owner(),
          run.fence());
    }

    private RunRecord withOwner(String owner) {
      return new RunRecord(
          run.id(),
          run.state(),
          run.sources(),
          run.baseCommit(),
          run.started(),
          owner,
          run.fence() + 1);
    }
  }

  private record AttemptNumber(PhaseId phase, int number) {}

  private record UnitNumber(CallKey call, int index) {}
}
