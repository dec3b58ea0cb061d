package dev.autopack.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/** One row of a result: its columns as domain values, each refused by name where it is none. */
record Row(ResultSet columns) {
  /** As wide for every instant, so that instants sort as text. */
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  /** Reads each row of the query. */
  static <T> ResultIterable<T> each(Query query, Function<Row, T> read) {
    return query.map((columns, _) -> {
      try {
        return read.apply(new Row(columns));
      } catch (IllegalArgumentException e) {
        throw new UnreadableException(String.valueOf(e.getMessage()));
      }
    });
  }

  /** How an instant is written into a column. */
  static String column(Instant instant) {
    return INSTANT.format(instant);
  }

  /**
   * How a short text that others wrote is written into a column: PostgreSQL knows no NUL, and no
   * encoding knows half a character.
   */
  static String column(String text) {
    return Json.wellFormed(text).replace('\0', '\ufffd');
  }

  String text(String name) {
    try {
      return columns.getString(name);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  int number(String name) {
    return Math.toIntExact(longNumber(name));
  }

  long longNumber(String name) {
    try {
      return columns.getLong(name);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  Instant instant(String name) {
    return value(name, Instant.class);
  }

  boolean flag(String name) {
    try {
      return columns.getBoolean(name);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** A column that may hold nothing. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(text(name));
  }

  /** A number that may be missing. */
  OptionalLong optionalLong(String name) {
    return optional(name).isPresent() ? OptionalLong.of(longNumber(name)) : OptionalLong.empty();
  }

  /** A value that the JSON codec writes as one text: an id, a path, a constant, money. */
  <T> T value(String name, Class<T> type) {
    try {
      var text = optional(name).orElseThrow(() -> new UnreadableException("it holds nothing"));
      return type.cast(((Form.Text) Form.of(type)).parse(text));
    } catch (UnreadableException e) {
      throw e.inside(name);
    }
  }

  <T> Optional<T> optionalValue(String name, Class<T> type) {
    return optional(name).map(_ -> value(name, type));
  }

  <T> T json(String name, Class<T> type) {
    try {
      return Json.read(type, text(name));
    } catch (UnreadableException e) {
      throw e.inside(name);
    }
  }

  <T> Optional<T> optionalJson(String name, Class<T> type) {
    return optional(name).map(_ -> json(name, type));
  }
}
