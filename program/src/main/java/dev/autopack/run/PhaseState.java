package dev.autopack.run;

/** Where a phase stands; {@link PhaseLife} says how it gets from one to the next. */
public enum PhaseState {
  QUEUED,
  RUNNING,
  AWAITING_APPROVAL,
  SUSPENDED,
  COMPLETE,
  FAILED,
  BLOCKED,
  SKIPPED;

  /** Whether nothing will change it any more, short of a person's command. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETE, FAILED, BLOCKED, SKIPPED -> true;
      case QUEUED, RUNNING, AWAITING_APPROVAL, SUSPENDED -> false;
    };
  }
}
