package dev.autopack.app;

import dev.autopack.cli.Commands;
import dev.autopack.cli.Console;
import dev.autopack.error.EnvironmentException;
import dev.autopack.process.Command;
import dev.autopack.process.LocalProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with a repository, a replay model and a home of its own, in which commands run as they
 * would for a user. Nothing outside the folder is touched but what the tools keep for themselves.
 */
final class Stage {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(1), Duration.ofMinutes(1), 1024 * 1024);

  private final Path folder;
  private final Map<String, String> environment;
  private final LocalProcessRunner runner;

  private Stage(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
    this.runner = new LocalProcessRunner(environment, InstantSource.system());
  }

  /** An empty one in the temporary folder. */
  static Stage make(Map<String, String> environment) {
    try {
      var folder = Files.createTempDirectory("autopack-demo-");
      var own = new HashMap<>(environment);
      own.put("AUTOPACK_HOME", folder.resolve("home").toString());
      own.put("AUTOPACK_CONFIG", folder.resolve("config").toString());
      // A demonstration runs our own code only, and should run anywhere.
      own.putIfAbsent(Sandboxes.VARIABLE, Settings.Sandbox.PREFERRED.id());
      return new Stage(folder, Map.copyOf(own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Path repository() {
    return folder.resolve("repository");
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Writes a file under the stage, with its folders. */
  void write(String path, String text) {
    try {
      var file = folder.resolve(path);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model that answers from {@code tape.jsonl} in the stage. */
  void writeTape(String lines) {
    write("tape.jsonl", lines);
    write(
        "config/models.yaml",
        """
        models:
          tape:
            provider: replay
            file: %s
            context: 200000
            max_output: 32000
            price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
        """
            .formatted(folder.resolve("tape.jsonl")));
  }

  void commitAll(String message) throws InterruptedException {
    git("init", "-q");
    git("add", "-A");
    git("config", "user.name", "Autopack demo");
    git("config", "user.email", "demo@example.org");
    git("-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
  }

  String git(String... arguments) throws InterruptedException {
    var argv = new java.util.ArrayList<String>();
    argv.add("git");
    argv.addAll(List.of(arguments));
    var exit = runner.run(new Command(argv, repository(), Map.of(), BOUNDS));
    if (!exit.isSuccess()) {
      throw new EnvironmentException(
          "git %s failed: %s".formatted(arguments[0], exit.err().strip()),
          "Check that git 2.39 or newer is installed.");
    }
    return exit.out().stripTrailing();
  }

  /** Runs a command line in the repository, and returns its exit code. */
  int run(Console console, String... arguments) {
    try (var wiring = new Wiring(environment, repository(), console, Ports.AS_THEY_ARE)) {
      return new Commands(wiring).run(arguments);
    }
  }

  void remove() {
    Folders.remove(folder);
  }
}
