package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;

/** Writes commented settings and a first plan into the repository; never over a file. */
@Command(
    name = "init",
    description = "Writes commented settings and a first plan; never over a file.")
final class InitCommand implements Action {
  private static final String PLAN = "plan.yaml";
  private static final String SETTINGS = "autopack.yaml";

  @Override
  public ExitCode run(Program program) {
    var repository = program.repository();
    var top = repository.top();
    var templates = InitTemplates.of(repository.read(repository.base()));
    write(program, top.resolve(SETTINGS), templates.settings());
    write(program, top.resolve(PLAN), templates.plan());
    program.console().say("Edit %s, then: autopack plan check %s".formatted(PLAN, PLAN));
    return ExitCode.OK;
  }

  private static void write(Program program, Path file, String text) {
    if (Files.exists(file)) {
      throw new OperatorException(
          "'%s' is there already.".formatted(file.getFileName()),
          "Remove or rename it, then run: autopack init");
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be written: %s".formatted(file, e.getMessage()),
          "Check the folder's permissions, then run: autopack init",
          e);
    }
    program.console().print("wrote " + file.getFileName());
  }
}
