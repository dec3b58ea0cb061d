package dev.autopack.app;

import dev.autopack.cli.Program.PlanSource;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.OnePhasePlan;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.plan.StrictDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans as they come from a command line: files, or a goal that was typed.
 *
 * @param folder that relative paths start from
 */
record PlanFiles(Path folder) {
  /**
   * A plan that was read.
   *
   * @param name its path in the repository, else the path as it was given
   * @param text the whole of it
   */
  record Loaded(Plan plan, List<String> warnings, String name, String text) {
    Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a plan of a repository.
   *
   * @param top the repository's top folder
   * @throws OperatorException when there is no such file, or what it says is no plan
   */
  Loaded load(PlanSource source, Path top) {
    var content = content(source);
    var file = name(source);
    var inside = inRepository(top, file);
    Reading<Plan> reading = PlanReader.read(file, content, inside);
    return new Loaded(
        plan(source, reading),
        reading instanceof Reading.Read<Plan>(_, var told) ? told : List.of(),
        inside.map(RepoPath::value).orElse(file),
        new String(content, StandardCharsets.UTF_8));
  }

  /** What was typed has no lines to point at. */
  private static Plan plan(PlanSource source, Reading<Plan> reading) {
    if (source instanceof PlanSource.Goal
        && reading instanceof Reading.Mistaken<Plan>(_, var mistakes)) {
      throw new OperatorException(
          mistakes.stream()
              .map(mistake -> mistake.problem() + " " + mistake.suggestion())
              .distinct()
              .collect(Collectors.joining("\n")),
          "Correct the command line; see: autopack run --help");
    }
    return reading.orThrow();
  }

  private byte[] content(PlanSource source) {
    return switch (source) {
      case PlanSource.File(var path) -> read(folder.resolve(path), "plan");
      case PlanSource.Goal(var goal, var deliverables, var validation) ->
          (OnePhasePlan.text(goal, deliverables)
                  + validation
                      .map(command ->
                          "    validation: {command: %s}\n".formatted(OnePhasePlan.quoted(command)))
                      .orElse(""))
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String name(PlanSource source) {
    return switch (source) {
      case PlanSource.File(var path) -> path.toString();
      case PlanSource.Goal _ -> "(goal)";
    };
  }

  /** Where a file lies in a repository, if it does. */
  Optional<RepoPath> inRepository(Path top, String file) {
    var absolute = folder.resolve(file).normalize();
    if (!absolute.startsWith(top)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RepoPath(top.relativize(absolute).toString()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** At most a byte more than is ever accepted: the reader refuses what is larger. */
  static byte[] read(Path file, String what) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(StrictDocument.MAX_BYTES + 1);
    } catch (NoSuchFileException _) {
      throw new OperatorException(
          "There is no %s '%s'.".formatted(what, file), "Correct the path, or write the file.");
    } catch (IOException e) {
      throw new OperatorException(
          "The %s '%s' cannot be read: %s".formatted(what, file, e.getMessage()),
          "Check that it is a file that can be read.");
    }
  }
}
