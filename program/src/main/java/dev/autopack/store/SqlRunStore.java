package dev.autopack.store;

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
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The state of every run in tables. Each write is one transaction that takes the run's row first,
 * so that the writers of one run stand in a row, its events are numbered without a gap, and a
 * former owner is found out.
 */
final class SqlRunStore implements RunStore {
  private final Database database;
  private final Fences fences;
  private final InstantSource clock;

  SqlRunStore(Database database, Fences fences, InstantSource clock) {
    this.database = database;
    this.fences = fences;
    this.clock = clock;
  }

  @Override
  public void create(RunRecord run, List<PhaseId> phases, RunEvent event) {
    database.change(transaction -> {
      var written =
          transaction.execute(
              "insert into runs (id, state, sources, base_commit, started, owner, fence)"
                  + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
              run.id().value(),
              run.state().name(),
              Json.write(RunRecord.Sources.class, run.sources()),
              run.baseCommit(),
              Row.column(run.started()),
              Row.column(run.owner()),
              run.fence());
      if (written == 0) {
        throw new IllegalStateException("run '%s' exists already".formatted(run.id()));
      }
      for (int i = 0; i < phases.size(); i++) {
        transaction.execute(
            "insert into phases (run, id, position, state) values (?, ?, ?, ?)",
            run.id().value(),
            phases.get(i).value(),
            i,
            PhaseState.QUEUED.name());
      }
      append(transaction, run.id(), Optional.empty(), event);
    });
    fences.remember(run.id(), run.fence());
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return database.read(handle ->
        Row.each(handle.select("select * from runs where id = ?", run.value()), SqlRunStore::run)
            .findOne());
  }

  @Override
  public List<RunRecord> list() {
    return database.read(handle ->
        Row.each(
                handle.select("select * from runs order by started desc, id desc"),
                SqlRunStore::run)
            .list());
  }

  private static RunRecord run(Row row) {
    return new RunRecord(
        row.value("id", RunId.class),
        row.value("state", RunState.class),
        row.json("sources", RunRecord.Sources.class),
        row.text("base_commit"),
        row.instant("started"),
        row.text("owner"),
        row.longNumber("fence"));
  }

  @Override
  public List<PhaseRecord> phases(RunId run) {
    var sql =
        """
        select id, state, reason,
          (select count(*) from attempts where run = phases.run and phase = phases.id) as attempts
        from phases where run = ? order by position
        """;
    return database.read(handle ->
        Row.each(
                handle.select(sql, run.value()),
                row ->
                    new PhaseRecord(
                        row.value("id", PhaseId.class),
                        row.value("state", PhaseState.class),
                        row.number("attempts"),
                        row.text("reason")))
            .list());
  }

  @Override
  public void move(RunId run, RunState from, RunState to, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      var moved =
          transaction.execute(
              "update runs set state = ? where id = ? and state = ?",
              to.name(),
              run.value(),
              from.name());
      if (moved == 0) {
        throw new IllegalStateException(
            "run '%s' is %s, not %s".formatted(run, stateOf(transaction, run), from));
      }
      append(transaction, run, Optional.empty(), event);
    });
  }

  private static String stateOf(Handle transaction, RunId run) {
    return transaction
        .select("select state from runs where id = ?", run.value())
        .mapTo(String.class)
        .one();
  }

  @Override
  public void move(
      RunId run, PhaseId phase, PhaseState from, PhaseState to, String reason, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      move(transaction, run, phase, from, to, reason);
      append(transaction, run, Optional.of(phase), event);
    });
  }

  private static void move(
      Handle transaction, RunId run, PhaseId phase, PhaseState from, PhaseState to, String reason) {
    var moved =
        transaction.execute(
            "update phases set state = ?, reason = ? where run = ? and id = ? and state = ?",
            to.name(),
            Row.column(reason),
            run.value(),
            phase.value(),
            from.name());
    if (moved == 0) {
      throw new IllegalStateException(
          "phase '%s' of run '%s' is %s, not %s"
              .formatted(phase, run, stateOf(transaction, run, phase), from));
    }
  }

  /**
   * The state as it is written.
   *
   * @throws IllegalStateException when the run has no such phase
   */
  private static String stateOf(Handle transaction, RunId run, PhaseId phase) {
    return transaction
        .select("select state from phases where run = ? and id = ?", run.value(), phase.value())
        .mapTo(String.class)
        .findOne()
        .orElseThrow(
            () -> new IllegalStateException("run '%s' has no phase '%s'".formatted(run, phase)));
  }

  @Override
  public long own(RunId run, String owner) {
    var fence =
        database.write(transaction ->
            transaction
                .select(
                    "update runs set fence = fence + 1, owner = ? where id = ? returning fence",
                    Row.column(owner),
                    run.value())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> Fences.noSuch(run)));
    fences.remember(run, fence);
    return fence;
  }

  @Override
  public void raiseLimits(RunId run, Limits limits, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      var raised = Json.write(Limits.class, merge(raisedLimits(transaction, run), limits));
      transaction.execute("update runs set raised_limits = ? where id = ?", raised, run.value());
      append(transaction, run, Optional.empty(), event);
    });
  }

  private static Limits merge(Limits old, Limits raised) {
    return new Limits(
        raised.tokens().isPresent() ? raised.tokens() : old.tokens(),
        raised.usd().or(old::usd),
        raised.minutes().isPresent() ? raised.minutes() : old.minutes(),
        raised.attempts().isPresent() ? raised.attempts() : old.attempts());
  }

  @Override
  public Limits raisedLimits(RunId run) {
    return database.read(handle -> raisedLimits(handle, run));
  }

  private static Limits raisedLimits(Handle handle, RunId run) {
    return Row.each(
            handle.select("select raised_limits from runs where id = ?", run.value()),
            row -> row.optionalJson("raised_limits", Limits.class).orElse(Limits.NONE))
        .findOne()
        .orElseThrow(() -> Fences.noSuch(run));
  }

  @Override
  public void addWorked(RunId run, Duration worked) {
    database.change(transaction -> {
      fences.take(transaction, run);
      transaction.execute(
          "update runs set worked_nanos = worked_nanos + ? where id = ?",
          worked.toNanos(),
          run.value());
    });
  }

  @Override
  public Duration worked(RunId run) {
    return database.read(handle ->
        handle
            .select("select worked_nanos from runs where id = ?", run.value())
            .mapTo(Long.class)
            .findOne()
            .map(Duration::ofNanos)
            .orElseThrow(() -> Fences.noSuch(run)));
  }

  @Override
  public void append(RunId run, Optional<PhaseId> phase, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      append(transaction, run, phase, event);
    });
  }

  /** Writes the event in the transaction of what it tells, and gives its number. */
  private long append(Handle transaction, RunId run, Optional<PhaseId> phase, RunEvent event) {
    var sequence =
        transaction
            .select(
                "update runs set last_event = last_event + 1 where id = ? returning last_event",
                run.value())
            .mapTo(Long.class)
            .one();
    transaction.execute(
        "insert into events (run, sequence, at, phase, version, type, event)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        run.value(),
        sequence,
        Row.column(clock.instant()),
        phase.map(PhaseId::value),
        RunEvent.VERSION,
        Row.column(event.type()),
        Json.write(RunEvent.class, event));
    return sequence;
  }

  @Override
  public List<StoredEvent> events(RunId run, long after, int max) {
    var sql = "select * from events where run = ? and sequence > ? order by sequence limit ?";
    return database.read(handle ->
        Row.each(
                handle.select(sql, run.value(), after, max),
                row ->
                    new StoredEvent(
                        row.longNumber("sequence"),
                        row.instant("at"),
                        row.optionalValue("phase", PhaseId.class),
                        row.number("version"),
                        row.json("event", RunEvent.class)))
            .list());
  }

  @Override
  public void beginAttempt(RunId run, PhaseId phase, int attempt, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      stateOf(transaction, run, phase);
      var written =
          transaction.execute(
              "insert into attempts (run, phase, number, sequence, begun)"
                  + " select id, ?, ?, last_event + 1, ? from runs where id = ?"
                  + " on conflict do nothing",
              phase.value(),
              attempt,
              Row.column(clock.instant()),
              run.value());
      if (written > 0) {
        append(transaction, run, Optional.of(phase), event);
      }
    });
  }

  @Override
  public void endAttempt(RunId run, PhaseId phase, int attempt, AttemptEnd end, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, run);
      var key = new Object[] {run.value(), phase.value(), attempt};
      var of = " where run = ? and phase = ? and number = ?";
      if (isMissing(transaction, "attempts" + of, key)) {
        throw new IllegalStateException(
            "attempt %d of phase '%s' in run '%s' was never begun".formatted(attempt, phase, run));
      }
      var written =
          transaction.execute(
              "update attempts set ended = ?, ending = ?" + of + " and ended is null",
              Row.column(clock.instant()),
              Json.write(AttemptEnd.class, end),
              run.value(),
              phase.value(),
              attempt);
      if (written > 0) {
        append(transaction, run, Optional.of(phase), event);
      }
    });
  }

  private static boolean isMissing(Handle transaction, String fromWhere, Object... arguments) {
    return transaction
        .select("select 1 from " + fromWhere, arguments)
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  @Override
  public List<AttemptRecord> attempts(RunId run) {
    return database.read(handle ->
        Row.each(
                handle.select(
                    "select * from attempts where run = ? order by sequence", run.value()),
                row ->
                    new AttemptRecord(
                        row.value("phase", PhaseId.class),
                        row.number("number"),
                        row.instant("begun"),
                        row.optionalJson("ending", AttemptEnd.class)))
            .list());
  }

  @Override
  public void reserve(CallReservation reservation) {
    database.change(transaction -> {
      fences.take(transaction, reservation.key().run());
      stateOf(transaction, reservation.key().run(), reservation.key().phase());
      Calls.reserve(transaction, reservation, clock.instant());
    });
  }

  @Override
  public void settle(CallKey call, CallSettlement settlement) {
    database.change(transaction -> {
      fences.take(transaction, call.run());
      Calls.settle(transaction, call, settlement, clock.instant());
    });
  }

  @Override
  public void credit(CallKey call, long tokens) {
    database.change(transaction -> {
      fences.take(transaction, call.run());
      Calls.credit(transaction, call, tokens);
    });
  }

  @Override
  public List<CallRecord> calls(RunId run) {
    return database.read(handle -> Calls.list(handle, run));
  }

  @Override
  public void saveUnit(CallKey call, int index, Kept kept) {
    database.change(transaction -> {
      fences.take(transaction, call.run());
      Calls.saveUnit(transaction, call, index, kept);
    });
  }

  @Override
  public List<StoredUnit> units(RunId run, PhaseId phase, int attempt, int batch) {
    return database.read(handle -> Calls.units(handle, run, phase, attempt, batch));
  }

  @Override
  public void ask(GovernanceRequest request, RunEvent event) {
    database.change(transaction -> {
      fences.take(transaction, request.run());
      var known = findRequest(transaction, request.id());
      if (known.isEmpty()) {
        writeRequest(transaction, request, event);
      } else if (!known.get().equals(request)) {
        throw new IllegalStateException(
            "request '%s' is another one already".formatted(request.id()));
      }
    });
  }

  private void writeRequest(Handle transaction, GovernanceRequest request, RunEvent event) {
    move(
        transaction,
        request.run(),
        request.phase(),
        PhaseState.RUNNING,
        PhaseState.AWAITING_APPROVAL,
        request.id());
    transaction.execute(
        "insert into requests (id, run, phase, sequence, request) values (?, ?, ?, ?, ?)",
        request.id(),
        request.run().value(),
        request.phase().value(),
        append(transaction, request.run(), Optional.of(request.phase()), event),
        Json.write(GovernanceRequest.class, request));
  }

  @Override
  public Optional<GovernanceRequest> findRequest(String id) {
    return database.read(handle -> findRequest(handle, id));
  }

  private static Optional<GovernanceRequest> findRequest(Handle handle, String id) {
    return Row.each(
            handle.select("select request from requests where id = ?", Row.column(id)),
            SqlRunStore::request)
        .findOne();
  }

  private static GovernanceRequest request(Row row) {
    return row.json("request", GovernanceRequest.class);
  }

  @Override
  public List<GovernanceRequest> unanswered(RunId run) {
    var sql = "select request from requests where run = ? and answer is null order by sequence";
    return database.read(
        handle -> Row.each(handle.select(sql, run.value()), SqlRunStore::request).list());
  }

  @Override
  public List<AnsweredRequest> answered(RunId run, PhaseId phase) {
    var sql =
        "select request, answer from requests"
            + " where run = ? and phase = ? and answer is not null order by answered_sequence";
    return database.read(handle ->
        Row.each(
                handle.select(sql, run.value(), phase.value()),
                row -> new AnsweredRequest(request(row), row.json("answer", Answer.class)))
            .list());
  }

  @Override
  public boolean answer(String request, Answer answer, RunEvent event) {
    return database.write(transaction -> {
      var asked =
          findRequest(transaction, request)
              .orElseThrow(
                  () -> new IllegalStateException("there is no request '%s'".formatted(request)));
      // Whoever owns the run: a person's answer is not the owner's write.
      Fences.lock(transaction, asked.run());
      var queued =
          transaction.execute(
              "update phases set state = ?, reason = '' where run = ? and id = ? and state = ?"
                  + " and exists (select 1 from requests r where r.id = ? and r.answer is null)",
              PhaseState.QUEUED.name(),
              asked.run().value(),
              asked.phase().value(),
              PhaseState.AWAITING_APPROVAL.name(),
              request);
      if (queued == 0) {
        return false;
      }
      transaction.execute(
          "update requests set answer = ?, answered_sequence = ? where id = ?",
          Json.write(Answer.class, answer),
          append(transaction, asked.run(), Optional.of(asked.phase()), event),
          request);
      return true;
    });
  }

  @Override
  public void remove(RunId run) {
    database.change(transaction -> {
      if (!isMissing(transaction, "runs where id = ?", run.value())) {
        fences.take(transaction, run);
        transaction.execute("delete from runs where id = ?", run.value());
      }
    });
    fences.forget(run);
  }
}
