package dev.autopack.store;

import java.sql.SQLException;

/** Carries what JDBC says to {@link Database}, which knows what to make of it. */
final class DatabaseException extends RuntimeException {
  DatabaseException(SQLException cause) {
    super(cause);
  }
}
