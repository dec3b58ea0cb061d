package dev.autopack.cli;

import dev.autopack.plan.MarkdownText;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a plan as the Markdown that {@code plan new} reads. */
@Command(name = "markdown", description = "Prints a plan as Markdown, which 'plan new' reads.")
final class PlanMarkdownCommand implements Action {
  @Parameters(paramLabel = "PLAN", description = "The plan, as YAML or JSON.")
  private @Nullable Path plan;

  @Override
  public ExitCode run(Program program) {
    var source = new Program.PlanSource.File(Optional.ofNullable(plan).orElseThrow());
    var text = MarkdownText.of(program.prepare(source).plan());
    program.console().print(text.stripTrailing());
    return ExitCode.OK;
  }
}
