package dev.autopack.store;

import dev.autopack.edit.RepoPath;
import dev.autopack.failure.Failure;
import dev.autopack.governance.Answer;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import dev.autopack.run.AttemptEnd;
import dev.autopack.run.CallSettlement.Bill.Source;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore.AnsweredRequest;
import dev.autopack.telemetry.Audits;
import dev.autopack.telemetry.CallFacts;
import dev.autopack.telemetry.CallFacts.Fate;
import dev.autopack.telemetry.CallFacts.Fate.Dropped.Why;
import dev.autopack.telemetry.Question;
import dev.autopack.telemetry.Records;
import dev.autopack.telemetry.Selection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables as telemetry asks for them; one statement a question, and nothing is written. */
final class SqlRecords implements Records {
  private static final String CALLS =
      """
      select c.*, a.ending as attempt_ending
      from calls c
      left join attempts a on a.run = c.run and a.phase = c.phase and a.number = c.attempt
      where c.purpose = 'BUILD' and c.reserved_at >= :since and (:run = '' or c.run = :run)
      order by c.reserved_at, c.run, c.sequence
      """;

  private static final String AUDITS =
      """
      select c.* from calls c
      where c.purpose = 'AUDIT' and c.ending is not null
        and c.reserved_at >= :since and (:run = '' or c.run = :run)
      """;

  private static final String QUESTIONS =
      """
      select * from requests where (:run = '' or run = :run) order by run, sequence
      """;

  private final Database database;

  SqlRecords(Database database) {
    this.database = database;
  }

  @Override
  public List<CallFacts> calls(Selection which) {
    return database.read(handle -> {
      var runs = runs(handle, which);
      return Row.each(calls(handle, CALLS, which), row -> ofRun(row, runs, SqlRecords::call))
          .list()
          .stream()
          .flatMap(Optional::stream)
          .toList();
    });
  }

  private static Query calls(Handle handle, String sql, Selection which) {
    return handle
        .createQuery(sql)
        .bind("since", Row.column(which.since().orElse(Instant.EPOCH)))
        .bind("run", which.run().map(RunId::value).orElse(""));
  }

  @Override
  public Audits audits(Selection which) {
    return database.read(handle -> {
      var runs = runs(handle, which);
      return Row.each(
              calls(handle, AUDITS, which), row -> ofRun(row, runs, (found, _) -> audit(found)))
          .list()
          .stream()
          .flatMap(Optional::stream)
          .reduce(Audits.NONE, Audits::plus);
    });
  }

  private static Audits audit(Row row) {
    return new Audits(
        1,
        row.longNumber("input_tokens")
            + row.longNumber("cache_read_tokens")
            + row.longNumber("cache_write_tokens"),
        row.longNumber("output_tokens"),
        row.value("usd", BigDecimal.class));
  }

  @Override
  public List<Question> questions(Selection which) {
    return database.read(handle -> {
      var runs = runs(handle, which);
      var query = handle.createQuery(QUESTIONS);
      query.bind("run", which.run().map(RunId::value).orElse(""));
      return Row.each(query, row -> ofRun(row, runs, SqlRecords::question)).list().stream()
          .flatMap(Optional::stream)
          .filter(question -> !question.asked().isBefore(which.since().orElse(Instant.MIN)))
          .sorted(java.util.Comparator.comparing(Question::asked))
          .toList();
    });
  }

  /** What calls and questions must know of their run. */
  private record Run(String repository, RunState state) {
    private boolean isOver() {
      return state == RunState.COMPLETE || state == RunState.INCOMPLETE;
    }
  }

  private static Map<RunId, Run> runs(Handle handle, Selection which) {
    return Row.each(handle.select("select id, state, sources from runs"), SqlRecords::run)
        .list()
        .stream()
        .filter(run ->
            which.repository().isEmpty()
                || which.repository().get().equals(run.getValue().repository()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<RunId, Run> run(Row row) {
    return Map.entry(
        row.value("id", RunId.class),
        new Run(
            row.json("sources", RunRecord.Sources.class).repository(),
            row.value("state", RunState.class)));
  }

  private static <T> Optional<T> ofRun(
      Row row, Map<RunId, Run> runs, BiFunction<Row, Run, T> read) {
    return Optional.ofNullable(runs.get(row.value("run", RunId.class)))
        .map(run -> read.apply(row, run));
  }

  private static CallFacts call(Row row, Run run) {
    return new CallFacts(
        new CallFacts.Place(
            row.value("run", RunId.class),
            run.repository(),
            row.value("phase", PhaseId.class),
            row.number("attempt"),
            row.number("batch"),
            row.number("number"),
            row.instant("reserved_at")),
        shape(row),
        Calls.budget(row),
        row.optionalLong("refined_p50"),
        row.optionalValue("ending", CallFacts.Ending.class).map(ending -> outcome(row, ending)),
        fate(row, run));
  }

  private static CallFacts.Shape shape(Row row) {
    return new CallFacts.Shape(
        row.value("category", Category.class),
        row.value("complexity", Complexity.class),
        row.text("model"),
        row.value("format", dev.autopack.budget.Format.class),
        row.number("scope_files"),
        row.flag("batched"));
  }

  private static CallFacts.Outcome outcome(Row row, CallFacts.Ending ending) {
    return new CallFacts.Outcome(
        ending,
        row.optionalValue("stopped", CallFacts.Stop.class),
        // What was reserved is a bound, and no count.
        row.value("bill_source", Source.class) == Source.RESERVED
            ? OptionalLong.empty()
            : row.optionalLong("output_tokens"),
        row.longNumber("reasoning_tokens"),
        row.number("units"),
        row.optional("foreign_format"));
  }

  private static Fate fate(Row row, Run run) {
    var end = row.optionalJson("attempt_ending", AttemptEnd.class);
    if (end.isEmpty()) {
      return run.isOver() ? new Fate.Dropped(Why.OTHER) : new Fate.Open();
    }
    return end.get()
        .failure()
        .<Fate>map(
            failure -> new Fate.Dropped(failure.kind() == Failure.Kind.CUT ? Why.CUT : Why.OTHER))
        .orElseGet(() -> new Fate.Committed(row.optionalLong("committed_tokens")));
  }

  private static Question question(Row row, Run run) {
    var request = row.json("request", GovernanceRequest.class);
    return new Question(
        request.id(),
        request.run(),
        run.repository(),
        request.findings().stream()
            .map(Finding::paths)
            .flatMap(List<RepoPath>::stream)
            .distinct()
            .toList(),
        request.asked(),
        row.optionalJson("answer", Answer.class).map(answer -> reaction(request, answer)));
  }

  private static Question.Reaction reaction(GovernanceRequest request, Answer answer) {
    return new Question.Reaction(kind(request, answer), answer.at(), answer.reason());
  }

  private static Question.Kind kind(GovernanceRequest request, Answer answer) {
    if (new AnsweredRequest(request, answer).isGrant()) {
      return Question.Kind.APPROVED;
    }
    var late = answer.choice() == Answer.Choice.APPROVED;
    return late || answer.by().equals(Answer.NOBODY) ? Question.Kind.EXPIRED : Question.Kind.DENIED;
  }
}
