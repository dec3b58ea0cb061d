package dev.autopack.gate.syntax;

import tools.jackson.core.JacksonException;

/** A parser's complaint in one line. */
final class Located {
  private Located() {}

  static String of(JacksonException e) {
    var location = e.getLocation();
    var message = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    return location == null ? message : "line %d: %s".formatted(location.getLineNr(), message);
  }
}
