package dev.autopack.bench;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.PrintStream;

/** How a measurement's command ends: the exit codes of the program itself. */
public final class ExitCodes {
  private ExitCodes() {}

  /** A measurement; answers its exit code. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    int run() throws E;
  }

  /** The work's own code; a mistake of who called it is told with its next step and is 2 or 4. */
  public static <E extends Exception> int of(PrintStream errors, Work<E> work) throws E {
    try {
      return work.run();
    } catch (OperatorException e) {
      errors.printf("error: %s%n next: %s%n", e.getMessage(), e.nextStep());
      return 2;
    } catch (EnvironmentException e) {
      errors.printf("error: %s%n next: %s%n", e.getMessage(), e.nextStep());
      return 4;
    }
  }
}
