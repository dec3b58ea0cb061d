package dev.autopack.store;

/** Stored JSON that does not hold the value it should; says where in it and why. */
final class UnreadableException extends RuntimeException {
  private final String path;
  private final String reason;

  UnreadableException(String reason) {
    this("", reason);
  }

  private UnreadableException(String path, String reason) {
    super(path.isEmpty() ? reason : "%s: %s".formatted(path, reason));
    this.path = path;
    this.reason = reason;
  }

  /** The same, seen from one level further out: a name, or an index in brackets. */
  UnreadableException inside(String step) {
    var dot = path.isEmpty() || path.startsWith("[") ? "" : ".";
    return new UnreadableException(step + dot + path, reason);
  }
}
