package dev.autopack.cli;

/** What each exit code means; the one place that knows. */
public enum ExitCode {
  /** Every phase is complete, or the command did what it was asked. */
  OK(0),
  /** A phase failed or was blocked. */
  FAILED(1),
  /** Usage, plan or settings: a person must change something. */
  USAGE(2),
  /** The run waits for a person, a budget or a provider. */
  WAITING(3),
  /** A tool, the disk or a provider's account. */
  ENVIRONMENT(4),
  /** Our bug. */
  BUG(70),
  /** Interrupted; the run is suspended. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
