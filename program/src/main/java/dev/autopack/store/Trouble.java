package dev.autopack.store;

import java.sql.SQLException;
import java.util.Optional;

/** The ways in which a database fails that a person can do something about. */
enum Trouble {
  DAMAGED(
      "is damaged, or no database",
      "Put a backup in its place, or move it away to start without the runs it knows;"
          + " their branches and refs are safe in their repositories."),
  BUSY(
      "is locked by another program",
      "End the program that holds it, a database browser for example, and run the command again."),
  READ_ONLY(
      "cannot be opened for writing",
      "Give this user the right to write it and its folder, or set AUTOPACK_HOME to another"
          + " folder."),
  FULL("cannot grow: the disk is full", "Free some space and run the command again."),
  DISK("cannot be read or written", "Check the disk it lies on, and run the command again."),
  REFUSED("refuses this user", "Check the user, the password and their rights on the server."),
  AWAY(
      "does not answer",
      "Check that the server runs and can be reached, and run the command again.");

  private final String what;
  final String nextStep;

  Trouble(String what, String nextStep) {
    this.what = what;
    this.nextStep = nextStep;
  }

  String problem(String name, SQLException cause) {
    return "The %s %s (%s).".formatted(name, what, String.valueOf(cause.getMessage()).strip());
  }

  /** Empty where the statement is at fault, not the database. */
  static Optional<Trouble> of(SQLException cause) {
    var state = cause.getSQLState();
    return state == null ? ofSqlite(cause.getErrorCode()) : ofServer(state);
  }

  /** By SQLite's primary result codes. */
  private static Optional<Trouble> ofSqlite(int code) {
    return switch (code) {
      case 11, 26 -> Optional.of(DAMAGED);
      case 5, 6 -> Optional.of(BUSY);
      case 3, 8, 14, 23 -> Optional.of(READ_ONLY);
      case 13 -> Optional.of(FULL);
      case 10 -> Optional.of(DISK);
      default -> Optional.empty();
    };
  }

  /** By the classes of SQLSTATE that PostgreSQL uses. */
  private static Optional<Trouble> ofServer(String state) {
    return switch (state) {
      case "53100" -> Optional.of(FULL);
      case "25006", "42501" -> Optional.of(READ_ONLY);
      case "40001", "40P01", "55P03" -> Optional.of(BUSY);
      case "3D000" -> Optional.of(AWAY);
      default ->
          switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "08", "53", "57" -> Optional.of(AWAY);
            case "28" -> Optional.of(REFUSED);
            case "58" -> Optional.of(DISK);
            case "XX" -> Optional.of(DAMAGED);
            default -> Optional.empty();
          };
    };
  }
}
