package dev.autopack.error;

/**
 * The same thing may work later; retried in one place with a bounded backoff, never for a model
 * call that already gave a unit.
 */
public final class TransientException extends RuntimeException {
  public TransientException(String problem, Throwable cause) {
    super(problem, cause);
  }

  public TransientException(String problem) {
    super(problem);
  }
}
