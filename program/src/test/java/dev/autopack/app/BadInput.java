package dev.autopack.app;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One row of the table: something wrong, the command that meets it, and what a person is told.
 *
 * @param what names the row
 * @param given makes it wrong, in a world where everything else is right
 * @param words the command line
 * @param says stands in the error, or where the run took place in what it tells
 * @param next stands in the next step, or in what the run says it needs
 */
record BadInput(
    String what, Consumer<Desk> given, List<String> words, int exit, String says, String next) {
  static final String PLAN =
      """
      autopack: 1
      name: notes
      goal: A second line
      models: {builder: tape}
      phases:
        - id: only
          goal: Write a second line
          deliverables: [notes.txt]
          validation: {command: [git, --version]}
          limits: {attempts: 1}
      """;

  static final Map<String, String> FILES =
      Map.of(
          "notes.txt", "one\n",
          "docs/guide.md", "# Guide\n",
          "src/app.py", "print(1)\n",
          ".github/workflows/ci.yml", "on: push\n");

  static final String GOOD_REPLY = Tape.reply(Tape.rewrite("notes.txt", "one\ntwo\n"));

  /** A world in which the plan completes. */
  static void makeRight(Desk desk) {
    desk.write("repo/plan.yaml", PLAN);
    desk.tape(Tape.answer("second line", GOOD_REPLY));
  }

  @Override
  public String toString() {
    return what;
  }
}
