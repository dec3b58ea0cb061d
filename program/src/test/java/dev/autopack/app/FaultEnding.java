package dev.autopack.app;

import dev.autopack.app.FaultFile.Expected;

/**
 * What came of a scenario.
 *
 * @param isUntouched whether the run's branch holds what the user's does
 * @param text all that a person is told of it
 */
record FaultEnding(int exit, boolean isUntouched, String text) {
  /** Of the only run of the desk, whose last command said that. */
  static FaultEnding of(Desk desk, Desk.Said said) {
    var text = said.all() + desk.autopack("report").out();
    var asked = desk.autopack("approvals");
    if (!asked.out().isEmpty()) {
      text += desk.autopack("approvals", asked.firstWord()).out();
    }
    var branch = desk.branch();
    var changed =
        branch.isEmpty() ? "" : desk.git().git("diff", "--name-only", "main", branch, "--");
    return new FaultEnding(said.exit(), changed.isEmpty(), text);
  }

  /** Whether that is what had to come of it, for that reason. */
  boolean ends(Expected expected) {
    var isSo =
        switch (expected.ending()) {
          case "complete" -> exit == 0 && !isUntouched;
          case "blocked" -> exit == 1 && text.contains(" %s: fail,".formatted(expected.by()));
          case "unknown" -> exit == 1 && text.contains(" %s: unknown,".formatted(expected.by()));
          case "failed" -> exit == 1;
          case "asks" -> exit == 3 && text.contains("%s (".formatted(expected.by()));
          case "stops" -> exit == 2 || exit == 4;
          default -> throw new IllegalArgumentException(expected.ending());
        };
    return isSo
        && (isUntouched || expected.ending().equals("complete"))
        && expected.said().stream().allMatch(text::contains);
  }

  @Override
  public String toString() {
    return "exit %d%s%n%s".formatted(exit, isUntouched ? "" : ", committed", text);
  }
}
