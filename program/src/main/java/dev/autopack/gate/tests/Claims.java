package dev.autopack.gate.tests;

import dev.autopack.gate.Trouble;

/** Compares what a tool's report says with how the tool ended. */
public final class Claims {
  private static final int TEXT_CHARS = 1_200;

  private Claims() {}

  /**
   * Adds trouble where the two are at odds, or nothing was run. Of several commands each speaks of
   * what was added since it began.
   *
   * @param tool for people
   * @param said what the tool printed, untrusted
   */
  public static void compare(ReportDraft draft, String tool, int exitCode, String said) {
    if (draft.isBroken()) {
      return;
    }
    if (exitCode == 0) {
      if (draft.commandHasBad()) {
        draft.add(
            new Trouble(
                Trouble.Kind.REPORT,
                "%s ended with 0, but its report holds failures".formatted(tool)));
      } else if (draft.isEmpty()) {
        noTests(draft, tool);
      }
      return;
    }
    if (!draft.commandHasBad() && !draft.commandHasUnloaded()) {
      draft.add(
          new Trouble(
              Trouble.Kind.REPORT,
              "%s ended with exit code %d, but no test of its report failed:\n%s"
                  .formatted(tool, exitCode, Console.tail(said, TEXT_CHARS))));
    }
  }

  public static void noTests(ReportDraft draft, String tool) {
    draft.add(new Trouble(Trouble.Kind.NO_TESTS, "%s ran no test".formatted(tool)));
  }
}
