package dev.autopack.error;

/**
 * A person must change something they wrote: usage, plan, settings, or the state of their
 * repository. The program ends with exit code 2.
 */
public final class OperatorException extends RuntimeException {
  private final String nextStep;

  /**
   * Says what is wrong and what to do about it.
   *
   * @throws IllegalArgumentException when either text is blank: an error without a next step helps
   *     nobody
   */
  public OperatorException(String problem, String nextStep) {
    super(NextStep.require(problem, "problem"));
    this.nextStep = NextStep.require(nextStep, "next step");
  }

  /** What the person can do about it, as a sentence or a command. */
  public String nextStep() {
    return nextStep;
  }
}
