package dev.autopack.process;

/** What stands between code that a model wrote and the machine; a child package each. */
public interface Sandbox {
  /** Runs children that are held to the confinement. */
  ProcessRunner within(Confinement confinement);

  /** How well it holds. */
  Strength strength();

  /**
   * How well a sandbox holds.
   *
   * @param holds whether children are kept apart from the user's files and network
   * @param text what holds them, as evidence says it
   */
  record Strength(boolean holds, String text) {}
}
