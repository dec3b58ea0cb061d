package dev.autopack.run;

/** Where a run stands; {@link RunLife} says how it gets from one to the next. */
public enum RunState {
  RUNNING,
  WAITING,
  SUSPENDED,
  COMPLETE,
  INCOMPLETE
}
