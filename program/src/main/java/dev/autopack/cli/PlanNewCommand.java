package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.MarkdownPlan;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanYaml;
import dev.autopack.plan.Reading;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a Markdown plan into a plan file, shows it and checks it; never over a file. */
@Command(
    name = "new",
    description = {
      "Makes a plan file of Markdown, and checks it; never over a file.",
      "Bullets are phases, nested bullets their acceptance; tags such as [paths: src/a.py] say the rest."
    })
final class PlanNewCommand implements Action {
  @Parameters(paramLabel = "FILE.md", description = "The plan as Markdown.")
  private @Nullable Path markdown;

  @Option(
      names = "--out",
      paramLabel = "PLAN",
      description = "The file to write; else FILE.yaml. With - it is only shown.")
  private @Nullable String out;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    var source = Optional.ofNullable(markdown).orElseThrow();
    var reading = MarkdownPlan.read(source.toString(), read(program.folder().resolve(source)));
    var plan = reading.orThrow();
    var warnings =
        reading instanceof Reading.Read<Plan>(var _, var told) ? told : List.<String>of();
    var text = PlanYaml.text(plan);
    var target = Optional.ofNullable(out).orElseGet(() -> beside(source));
    boolean shownOnly = target.equals("-");
    if (!shownOnly) {
      write(program, Path.of(target), text);
    }
    if (json) {
      program.console().print(Json.line("plan_new", facts(plan, target, text, warnings)));
    } else {
      program.console().print(text.stripTrailing());
      warnings.forEach(warning -> program.console().say("warning: " + warning));
    }
    if (shownOnly) {
      return ExitCode.OK;
    }
    program.console().say("wrote " + target);
    return PlanCommand.Check.of(program, Path.of(target), json);
  }

  private static Map<String, Object> facts(
      Plan plan, String target, String text, List<String> warnings) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("plan", plan.name());
    facts.put("phases", plan.phases().stream().map(phase -> phase.id().value()).toList());
    facts.put("file", target);
    facts.put("text", text);
    facts.put("warnings", warnings);
    return facts;
  }

  private static String beside(Path markdown) {
    var name = markdown.toString();
    int dot = name.lastIndexOf('.');
    return (dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name) + ".yaml";
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new OperatorException(
          "There is no file '%s'.".formatted(file),
          "Name a Markdown file; 'autopack init' writes a first plan without one.");
    } catch (IOException e) {
      throw new OperatorException(
          "'%s' cannot be read: %s".formatted(file, e.getMessage()), "Name a readable file.");
    }
  }

  private static void write(Program program, Path target, String text) {
    var file = program.folder().resolve(target);
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new OperatorException(
          "'%s' is there already.".formatted(target),
          "Remove it, or name another with --out; --out - only shows the plan.");
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be written: %s".formatted(target, e.getMessage()),
          "Check the folder and its permissions, or name another file with --out.",
          e);
    }
  }
}
