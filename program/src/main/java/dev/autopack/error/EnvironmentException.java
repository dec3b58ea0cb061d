package dev.autopack.error;

/**
 * A person must change something around the program: a tool, the disk, a provider's account. The
 * program ends with exit code 4.
 */
public final class EnvironmentException extends RuntimeException {
  private final String nextStep;

  /**
   * Says what is wrong and what to do about it.
   *
   * @throws IllegalArgumentException when either text is blank
   */
  public EnvironmentException(String problem, String nextStep) {
    super(NextStep.require(problem, "problem"));
    this.nextStep = NextStep.require(nextStep, "next step");
  }

  public EnvironmentException(String problem, String nextStep, Throwable cause) {
    super(NextStep.require(problem, "problem"), cause);
    this.nextStep = NextStep.require(nextStep, "next step");
  }

  /** What the person can do about it, as a sentence or a command. */
  public String nextStep() {
    return nextStep;
  }
}
