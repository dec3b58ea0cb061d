package dev.autopack.cli;

/** What each exit code means; the one place that knows, and the page of it is made from here. */
public enum ExitCode {
  OK(0, "every phase is complete, or the command did what it was asked"),
  FAILED(1, "a phase failed or was blocked; before 3, where both hold"),
  USAGE(2, "usage, plan, settings or repository: a person must change something they wrote"),
  WAITING(3, "the run waits for a person, or is suspended by a limit or a provider"),
  ENVIRONMENT(4, "a tool, the disk, the database or a provider's account"),
  BUG(70, "a bug in Autopack; the lines below the error belong into its report"),
  INTERRUPTED(130, "interrupted by Ctrl-C; a run is suspended, and `autopack resume` goes on");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** For people, without a capital or a full stop. */
  public String meaning() {
    return meaning;
  }
}
