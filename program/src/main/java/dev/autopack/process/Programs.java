package dev.autopack.process;

import dev.autopack.error.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds programs as a shell would, but never inside the folder that one stands in. */
public final class Programs {
  private Programs() {}

  /** The first one of that name on the PATH of this environment. */
  public static Optional<Path> find(String name, Map<String, String> environment) {
    for (var folder : searchPath(environment).split(":", -1)) {
      // An empty or relative entry would find a program inside the worktree.
      if (folder.startsWith("/")) {
        var candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /** Looked up by us, because a missing program would otherwise be another program's failure. */
  static Path find(Command command, Map<String, String> environment) {
    var name = command.argv().getFirst();
    if (!Files.isDirectory(command.folder())) {
      throw new EnvironmentException(
          "The folder '%s', in which '%s' should run, is not there."
              .formatted(command.folder(), name),
          "Check whether something else removed it, and start the run again.");
    }
    var program =
        name.contains("/")
            ? Optional.of(command.folder().toAbsolutePath().resolve(name))
                .filter(Files::isExecutable)
            : find(name, environment);
    return program.orElseThrow(() ->
        new EnvironmentException(
            "The program '%s' is not there or may not be executed (PATH is '%s')."
                .formatted(name, environment.getOrDefault("PATH", "")),
            "Install '%s', or correct the name or the PATH, and start again.".formatted(name)));
  }

  private static String searchPath(Map<String, String> environment) {
    return environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
  }
}
