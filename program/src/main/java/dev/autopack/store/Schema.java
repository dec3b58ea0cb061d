package dev.autopack.store;

import dev.autopack.error.EnvironmentException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the tables that this version knows. Flyway is loaded only where something is
 * to be done.
 */
final class Schema {
  /** In the order of the migrations; the last is this version's. */
  static final List<String> VERSIONS = List.of("1", "2", "3", "4", "5", "6");

  private static final String MIGRATIONS = "classpath:dev/autopack/store/migrations";

  private final Database database;

  Schema(Database database) {
    this.database = database;
  }

  /** Whether nothing is to be done. */
  boolean isCurrent() {
    return stored().equals(VERSIONS);
  }

  /**
   * Makes or migrates the tables.
   *
   * @throws EnvironmentException when the database is newer than this version, or not ours
   */
  void bringUpToDate() {
    var stored = stored();
    if (stored.equals(VERSIONS)) {
      return;
    }
    if (!isPrefix(stored)) {
      throw new EnvironmentException(
          "The %s has schema version %s; this version of Autopack knows %s."
              .formatted(database.name(), firstUnknown(stored), VERSIONS.getLast()),
          "Use the version of Autopack that wrote it, or set AUTOPACK_HOME to another folder.");
    }
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(database.source())
          .locations(MIGRATIONS)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new EnvironmentException(
          "The %s cannot be migrated: %s"
              .formatted(database.name(), String.valueOf(e.getMessage()).strip()),
          "If it is another program's, set AUTOPACK_HOME to another folder; else put a backup in"
              + " its place.",
          e);
    }
  }

  private static boolean isPrefix(List<String> stored) {
    return stored.size() <= VERSIONS.size() && stored.equals(VERSIONS.subList(0, stored.size()));
  }

  private static String firstUnknown(List<String> stored) {
    return stored.stream()
        .filter(version -> !VERSIONS.contains(version))
        .findFirst()
        .orElseGet(stored::getLast);
  }

  /** The versions that were applied, in order; none where there is no such table yet. */
  private List<String> stored() {
    return database.read(handle -> {
      try {
        return handle
            .select("select version from flyway_schema_history order by installed_rank")
            .map((columns, _) -> Optional.ofNullable(columns.getString(1)).orElse("unknown"))
            .list();
      } catch (RuntimeException e) {
        if (Database.isMissingTable(e)) {
          return List.of();
        }
        throw e;
      }
    });
  }
}
