package dev.autopack.store;

import dev.autopack.plan.PhaseId;
import dev.autopack.run.Journal;
import dev.autopack.run.StepKey;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Steps as rows; an intent without a result was begun by a process that died in it. */
final class SqlJournal implements Journal {
  /** A result is small; what is larger belongs into the artefact store. */
  static final int MAX_RESULT_CHARS = 256 * 1024;

  private static final String OF_KEY =
      " where run = :run and phase = :phase and attempt = :attempt and batch = :batch"
          + " and name = :name";

  private final Database database;
  private final Fences fences;
  private final InstantSource clock;

  SqlJournal(Database database, Fences fences, InstantSource clock) {
    this.database = database;
    this.fences = fences;
    this.clock = clock;
  }

  @Override
  public <T> T step(StepKey<T> key, Work<T> work) throws InterruptedException {
    // Before the work: a result that cannot be written would be lost.
    Form.of(key.type());
    var known = find(key);
    known.ifPresent(step -> step.check(key));
    var result = known.flatMap(Step::result);
    if (result.isPresent()) {
      return database.parse("step '%s'".formatted(key.name()), key.type(), result.get());
    }
    if (known.isEmpty()) {
      begin(key);
    }
    var done = work.run(known.isEmpty() ? Entry.FIRST : Entry.AGAIN);
    end(key, done);
    return done;
  }

  private Optional<Step> find(StepKey<?> key) {
    return database.read(handle -> {
      var query = handle.createQuery("select type, result from steps" + OF_KEY);
      return Row.each(bind(query, key), Step::of).findOne();
    });
  }

  private void begin(StepKey<?> key) {
    database.change(transaction -> {
      fences.take(transaction, key.run());
      var insert =
          transaction.createUpdate(
              "insert into steps (run, phase, attempt, batch, name, type, begun)"
                  + " values (:run, :phase, :attempt, :batch, :name, :type, :at)");
      bind(insert, key)
          .bind("type", nameOf(key.type()))
          .bind("at", Row.column(clock.instant()))
          .execute();
    });
  }

  private <T> void end(StepKey<T> key, T result) {
    var json = Json.write(key.type(), result);
    if (json.length() > MAX_RESULT_CHARS) {
      throw new IllegalStateException(
          "the result of step %s takes %d characters, more than %d: keep it as an artefact"
              .formatted(key, json.length(), MAX_RESULT_CHARS));
    }
    database.change(transaction -> {
      fences.take(transaction, key.run());
      var update =
          transaction.createUpdate(
              "update steps set result = :result, ended = :at" + OF_KEY + " and result is null");
      var written =
          bind(update, key).bind("result", json).bind("at", Row.column(clock.instant())).execute();
      if (written == 0) {
        throw new IllegalStateException("step %s has a result already".formatted(key));
      }
    });
  }

  private static <S extends SqlStatement<S>> S bind(S statement, StepKey<?> key) {
    return statement
        .bind("run", key.run().value())
        .bind("phase", key.phase().map(PhaseId::value).orElse(""))
        .bind("attempt", key.attempt())
        .bind("batch", key.batch())
        .bind("name", key.name());
  }

  /** Without the package, so that a type may move. */
  private static String nameOf(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  /** A row of steps. */
  private record Step(String type, Optional<String> result) {
    private static Step of(Row row) {
      return new Step(row.text("type"), row.optional("result"));
    }

    private void check(StepKey<?> key) {
      if (!type.equals(nameOf(key.type()))) {
        throw new IllegalStateException("step %s holds a %s".formatted(key, type));
      }
    }
  }
}
