package dev.autopack.app;

import dev.autopack.cli.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A whole small run over a replay model; the launcher records which classes it loads. */
final class WarmUp {
  private WarmUp() {}

  static int run(Map<String, String> environment) throws InterruptedException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var stage = Stage.make(environment);
    try {
      stage.write("repository/notes.txt", "one\n");
      stage.write(
          "repository/plan.yaml",
          """
          autopack: 1
          name: warm-up
          goal: Load what a run loads
          models: {builder: tape}
          phases:
            - id: only
              goal: Write a second line
              deliverables: [notes.txt]
              validation: {command: [git, --version]}
          """);
      stage.writeTape(
          """
          {"when":["second line"],"text":"{\\"op\\":\\"rewrite\\",\\"path\\":\\"notes.txt\\",\\"content\\":\\"one\\\\ntwo\\\\n\\"}\\n{\\"op\\":\\"end\\",\\"count\\":1}\\n","usage":{"input":10,"output":10}}
          """);
      stage.commitAll("Start");
      return stage.run(new Console(nowhere, nowhere, false), "run", "plan.yaml");
    } finally {
      stage.remove();
    }
  }
}
