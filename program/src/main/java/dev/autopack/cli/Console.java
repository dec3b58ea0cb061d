package dev.autopack.cli;

import java.io.PrintStream;

/**
 * Where a command writes: results to standard output, everything else to standard error.
 *
 * @param terminal whether a person looks at standard error
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {
  private static final String INDENTED = "\n       ";

  /** A result line; never holds anything else. */
  public void print(String line) {
    out.println(line);
  }

  /** A line for the person who waits. */
  public void say(String line) {
    err.println(line);
  }

  /** The two lines of every error; what does not fit in one is indented below it. */
  public void error(String problem, String nextStep) {
    err.println("error: " + problem.strip().replaceAll("\\R", INDENTED));
    err.println(" next: " + nextStep.strip().replaceAll("\\R", INDENTED));
  }
}
