package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.manifest.PlanDraft;
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

/**
 * Makes a plan file of Markdown or of a goal's words, shows it and checks it; never over a file.
 */
@Command(
    name = "new",
    description = {
      "Makes a plan file of Markdown, and checks it; never over a file.",
      "Bullets are phases, nested bullets their acceptance; tags such as [paths: src/a.py] say the rest.",
      "With --goal it drafts one from the goal's words by pattern matching: no model is asked, and a person must correct it."
    })
final class PlanNewCommand implements Action {
  @Parameters(paramLabel = "FILE.md", arity = "0..1", description = "The plan as Markdown.")
  private @Nullable Path markdown;

  @Option(
      names = "--goal",
      paramLabel = "TEXT",
      description = "What is to be built, instead of FILE.md.")
  private @Nullable String goal;

  @Option(
      names = "--out",
      paramLabel = "PLAN",
      description = "The file to write; else FILE.yaml, or draft.yaml. With - it is only shown.")
  private @Nullable String out;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /**
   * What is to be written.
   *
   * @param said what people read besides
   * @param more what programs read besides
   */
  private record Made(
      Plan plan, String text, String target, List<String> said, Map<String, Object> more) {}

  @Override
  public ExitCode run(Program program) {
    var file = Optional.ofNullable(markdown);
    var words = Optional.ofNullable(goal);
    if (file.isPresent() == words.isPresent()) {
      throw new OperatorException(
          file.isPresent()
              ? "Both a Markdown plan and --goal are given."
              : "Neither a Markdown plan nor --goal is given.",
          "Name a file, as in 'autopack plan new PLAN.md', or a goal, as in 'autopack plan new --goal \"Add ...\"'.");
    }
    var made = words.map(text -> drafted(program, text)).orElseGet(() -> read(program, file));
    var target = Optional.ofNullable(out).orElse(made.target());
    boolean shownOnly = target.equals("-");
    if (!shownOnly) {
      write(program, Path.of(target), made.text());
    }
    if (json) {
      program.console().print(Json.line("plan_new", facts(made, target)));
    } else {
      program.console().print(made.text().stripTrailing());
      made.said().forEach(program.console()::say);
    }
    if (shownOnly) {
      return ExitCode.OK;
    }
    program.console().say("wrote " + target);
    return PlanCommand.Check.of(program, Path.of(target), json);
  }

  private static Made read(Program program, Optional<Path> file) {
    var source = file.orElseThrow();
    var reading = MarkdownPlan.read(source.toString(), read(program.folder().resolve(source)));
    var plan = reading.orThrow();
    var warnings =
        reading instanceof Reading.Read<Plan>(var _, var told) ? told : List.<String>of();
    return new Made(
        plan,
        PlanYaml.text(plan),
        beside(source),
        warnings.stream().map(warning -> "warning: " + warning).toList(),
        Map.of("warnings", warnings));
  }

  /** What it rests on stands in the file too: who corrects it must see that. */
  private static Made drafted(Program program, String goal) {
    var draft = program.draft(goal);
    var text = new StringBuilder();
    draft.lines().forEach(line -> text.append("# ").append(line).append('\n'));
    text.append(PlanYaml.text(draft.plan()));
    return new Made(
        draft.plan(),
        text.toString(),
        "draft.yaml",
        List.of("this is a draft: correct it before you run it"),
        Map.of(
            "draft",
            true,
            "grounds",
            draft.grounds().stream().map(PlanNewCommand::facts).toList()));
  }

  private static Map<String, Object> facts(PlanDraft.Ground ground) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("phase", ground.phase().value());
    facts.put("evidence", ground.evidence());
    facts.put(
        "files",
        ground.files().stream()
            .map(file -> Map.of("path", file.path().value(), "reason", file.reason()))
            .toList());
    facts.put("open", ground.open());
    return facts;
  }

  private static Map<String, Object> facts(Made made, String target) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("plan", made.plan().name());
    facts.put("phases", made.plan().phases().stream().map(phase -> phase.id().value()).toList());
    facts.put("file", target);
    facts.put("text", made.text());
    facts.putAll(made.more());
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
