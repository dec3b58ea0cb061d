package dev.autopack.testing.oracle;

/** An answerer has nothing to say to this request; the server answers 400. */
public final class UnansweredException extends RuntimeException {
  public UnansweredException(String message) {
    super(message);
  }
}
