package dev.autopack.cli;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the rules. */
@Command(
    name = "policy",
    description = "Says which rules speak of a path.",
    subcommands = PolicyCommand.Explain.class)
final class PolicyCommand {
  /** Says which rules speak of a path, and what they demand. */
  @Command(name = "explain", description = "Says which rules speak of a path.")
  static final class Explain implements Action {
    @Parameters(paramLabel = "PATH", description = "A path as a builder would write it.")
    private @Nullable String path;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Judges in this plan's phases.")
    private @Nullable Path plan;

    @Override
    public ExitCode run(Program program) {
      var given = Optional.ofNullable(path).orElseThrow();
      RepoPath canonical;
      try {
        canonical = new RepoPath(given);
      } catch (InvalidPathException refused) {
        // An answer, not a mistake: a builder that writes this path hears the same.
        program.console().print("refuse  path: %s".formatted(refused.getMessage()));
        return ExitCode.OK;
      }
      if (!canonical.value().equals(given)) {
        program.console().print("'%s' is '%s'".formatted(given, canonical));
      }
      program.explain(canonical, Optional.ofNullable(plan)).forEach(program.console()::print);
      return ExitCode.OK;
    }
  }
}
