package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    var settings = top.resolve(SETTINGS);
    var plan = top.resolve(PLAN);
    // Both or neither: half a start would make the next 'init' fail.
    refuseOverwriting(program, settings);
    refuseOverwriting(program, plan);
    write(program, settings, templates.settings());
    write(program, plan, templates.plan());
    program
        .console()
        .say("Edit %1$s, then run: autopack plan check %1$s".formatted(shown(program, plan)));
    return ExitCode.OK;
  }

  private static void refuseOverwriting(Program program, Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new OperatorException(
          "'%s' is there already.".formatted(shown(program, file)),
          "Remove or rename it, then run: autopack init");
    }
  }

  private static void write(Program program, Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be written: %s".formatted(file, e.getMessage()),
          "Check the folder's permissions, then run: autopack init",
          e);
    }
    program.console().print("wrote " + shown(program, file));
  }

  /** As the person would name it from where they are. */
  private static Path shown(Program program, Path file) {
    try {
      return program.folder().toRealPath().relativize(file);
    } catch (IOException e) {
      return file;
    }
  }
}
