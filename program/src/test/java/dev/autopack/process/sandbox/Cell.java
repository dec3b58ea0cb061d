package dev.autopack.process.sandbox;

import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import dev.autopack.process.Confinement.Limits;
import dev.autopack.process.Confinement.Network;
import dev.autopack.process.Exit;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.ProcessRunner;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worktree of a repository, a home with secrets, and a sandbox round the children in it. */
final class Cell {
  static final Limits ROOMY = new Limits(Duration.ofMinutes(5), 200, 2L << 30, 1L << 30);

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final Command.Bounds BOUNDS = new Command.Bounds(LONG, LONG, 64 * 1024);

  private final Path folder;
  private final Map<String, String> environment;
  private final LocalProcessRunner runner;
  private final Bubblewrap sandbox;
  private Limits limits = ROOMY;
  private Network network = Network.NEVER;

  private Cell(Path folder, Map<String, String> environment) throws InterruptedException {
    this.folder = folder;
    this.environment = environment;
    this.runner = new LocalProcessRunner(environment, InstantSource.system());
    this.sandbox =
        switch (Bubblewrap.find(runner, environment, folder.resolve("home"))) {
          case Bubblewrap.Search.Found(var found) -> found;
          case Bubblewrap.Search.Missing(var why) -> {
            Proof.requireTool("a sandbox (" + why + ")", () -> false);
            throw new IllegalStateException(why);
          }
        };
  }

  /** Aborts the test where no sandbox works. */
  static Cell in(Path folder) throws IOException, InterruptedException {
    var environment = new HashMap<>(System.getenv());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("OPENAI_API_KEY", "sk-of-the-user");
    var cell = new Cell(folder, Map.copyOf(environment));
    cell.write("home/.ssh/id_rsa", "a private key");
    cell.write("home/.aws/credentials", "another");
    cell.write("home/.autopack/state", "ours");
    cell.write("home/.gitconfig", "[user]\n\tname = Ada\n\temail = ada@example.org\n");
    cell.write("repository/.env", "KEY=of-the-checkout\n");
    cell.write("repository/code.py", "answer = 42\n");
    var repository = folder.resolve("repository");
    cell.outside(repository, "git", "init", "-q");
    cell.outside(repository, "git", "add", "code.py");
    cell.outside(repository, "git", "commit", "-qm", "Start");
    cell.outside(repository, "git", "worktree", "add", "-q", cell.worktree().toString());
    return cell;
  }

  Path worktree() {
    return folder.resolve("state/worktrees/run");
  }

  Path reports() {
    return folder.resolve("state/runs/run/reports");
  }

  Cell limits(Limits other) {
    limits = other;
    return this;
  }

  Cell network(Network other) {
    network = other;
    return this;
  }

  /** Writes a file below the cell's folder. */
  Path write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }

  ProcessRunner inside() {
    return sandbox.within(
        new Confinement(
            worktree(),
            List.of(reports()),
            List.of(folder.resolve("repository"), folder.resolve("state")),
            folder.resolve("state/runs/run/scratch"),
            Map.of("GOCACHE", reports().resolve("go").toString()),
            network,
            limits));
  }

  Bubblewrap sandbox() {
    return sandbox;
  }

  Command command(String... argv) {
    return new Command(List.of(argv), worktree(), Map.of(), BOUNDS);
  }

  Exit run(String... argv) throws InterruptedException {
    return inside().run(command(argv));
  }

  Exit shell(String script) throws InterruptedException {
    return run("sh", "-c", script);
  }

  Exit python(String script) throws InterruptedException {
    return run("python3", "-c", script);
  }

  /** Without walls, for what the user would do. */
  String outside(Path where, String... argv) throws InterruptedException {
    var exit = runner.run(new Command(List.of(argv), where, Map.of(), BOUNDS));
    if (!exit.isSuccess()) {
      throw new IllegalStateException(exit.err());
    }
    return exit.out().strip();
  }

  Map<String, String> environment() {
    return environment;
  }
}
