package dev.autopack.store;

import dev.autopack.gate.TestId;
import dev.autopack.run.TestMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One row a test. It outlives the runs that saw it. */
final class SqlTestMemory implements TestMemory {
  private static final String INSERT =
      "insert into known_tests (repository, toolchain, suite, name) values (?, ?, ?, ?)"
          + " on conflict do nothing";

  private static final String OF_KEY =
      " where repository = ? and toolchain = ? and suite = ? and name = ?";

  private final Database database;

  SqlTestMemory(Database database) {
    this.database = database;
  }

  @Override
  public void note(Sighting sighting) {
    database.change(transaction -> {
      make(transaction, sighting.key());
      // The cause tells a step that is told again from a second sighting.
      with(
          transaction,
          "update known_tests set sightings = sightings + 1, runs = runs + ?,"
              + " failures = failures + ?, last_seen = ?, last_cause = ?"
              + OF_KEY
              + " and last_cause <> ?",
          sighting.key(),
          List.of(
              sighting.runs(),
              sighting.failures(),
              Row.column(sighting.at()),
              Row.column(sighting.cause())),
          List.of(Row.column(sighting.cause())));
    });
  }

  @Override
  public List<Remembered> tests(Optional<String> repository) {
    return database.read(handle ->
        Row.each(
                handle.select(
                    "select * from known_tests where ? in ('', repository)"
                        + " order by repository, toolchain, suite, name",
                    repository.map(Row::column).orElse("")),
                SqlTestMemory::remembered)
            .list());
  }

  private static Remembered remembered(Row row) {
    return new Remembered(
        new Key(
            row.text("repository"),
            row.text("toolchain"),
            new TestId(row.text("suite"), row.text("name"))),
        row.number("sightings"),
        row.number("runs"),
        row.number("failures"),
        row.optional("last_seen").map(Instant::parse),
        row.optional("quarantined_by")
            .map(by -> new SetAside(by, row.instant("quarantined_at"), row.text("reason"))));
  }

  @Override
  public void quarantine(Key test, SetAside aside) {
    database.change(transaction -> {
      make(transaction, test);
      with(
          transaction,
          "update known_tests set quarantined_by = ?, quarantined_at = ?, reason = ?" + OF_KEY,
          test,
          List.of(Row.column(aside.by()), Row.column(aside.at()), Row.column(aside.reason())),
          List.of());
    });
  }

  @Override
  public boolean release(Key test) {
    return database.write(transaction ->
        with(
                transaction,
                "update known_tests set quarantined_by = null, quarantined_at = null, reason = ''"
                    + OF_KEY
                    + " and quarantined_by is not null",
                test,
                List.of(),
                List.of())
            > 0);
  }

  private static void make(Handle transaction, Key test) {
    with(transaction, INSERT, test, List.of(), List.of());
  }

  private static int with(
      Handle transaction, String sql, Key test, List<Object> before, List<Object> after) {
    var arguments = new java.util.ArrayList<>(before);
    arguments.add(Row.column(test.repository()));
    arguments.add(Row.column(test.toolchain()));
    arguments.add(Row.column(test.test().suite()));
    arguments.add(Row.column(test.test().name()));
    arguments.addAll(after);
    return transaction.execute(sql, arguments.toArray());
  }
}
