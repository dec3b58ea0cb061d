package dev.autopack.e2e;

import dev.autopack.gate.testing.SharedSeeds;
import dev.autopack.output.Unit;
import dev.autopack.run.RunStore;
import dev.autopack.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user's folder with one repository, from which the launcher is started. */
record UserMachine(Path folder) {
  private static final int MINUTES = 10;

  Path repository() {
    return folder.resolve("repository");
  }

  static UserMachine with(Path folder, Map<String, String> files, URI server, String provider)
      throws IOException, InterruptedException {
    var machine = new UserMachine(folder);
    SharedSeeds.lendTo(folder.resolve("home"));
    for (var file : files.entrySet()) {
      machine.write("repository/" + file.getKey(), file.getValue());
    }
    machine.write(
        "config/models.yaml",
        """
        models:
          oracle:
            provider: %s
            id: oracle-1
            base_url: %s
            context: 200000
            max_output: 32000
            price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}
        """
            .formatted(provider, server));
    machine.git("init", "-q");
    machine.git("config", "user.name", "Ada Lovelace");
    machine.git("config", "user.email", "ada@example.org");
    machine.git("add", "-A");
    machine.git("commit", "-q", "-m", "Start");
    return machine;
  }

  void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  /** What one command line came to. */
  record Outcome(int exit, String out, String err) {}

  /** Runs the launcher. */
  Outcome autopack(String... arguments) throws IOException, InterruptedException {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("autopack.root"), "autopack").toString());
    argv.addAll(List.of(arguments));
    return start(argv);
  }

  String git(String... arguments) throws IOException, InterruptedException {
    var argv = new ArrayList<String>();
    argv.add("git");
    argv.addAll(List.of(arguments));
    var outcome = start(argv);
    if (outcome.exit() != 0) {
      throw new IOException(outcome.err());
    }
    return outcome.out();
  }

  private Outcome start(List<String> argv) throws IOException, InterruptedException {
    var process = start(argv, "command");
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("no end after %d minutes: %s".formatted(MINUTES, argv));
    }
    return new Outcome(process.exitValue(), said("command.out"), said("command.err"));
  }

  private String said(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Starts a program in the repository; what it says goes into files of that name. */
  Process start(List<String> argv, String name) throws IOException {
    var builder =
        new ProcessBuilder(argv)
            .directory(repository().toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".err").toFile()));
    builder.environment().put("AUTOPACK_HOME", folder.resolve("home").toString());
    builder.environment().put("AUTOPACK_CONFIG", folder.resolve("config").toString());
    builder.environment().put("AUTOPACK_SANDBOX", "preferred");
    var process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Paths that more than one stored unit of the same batch is about. */
  List<String> unitsPaidTwice() {
    try (var store = Store.open(folder.resolve("home"), InstantSource.system())) {
      var runs = store.runs();
      var run = runs.list().getFirst().id();
      return runs.attempts(run).stream()
          .flatMap(attempt -> {
            var paths =
                runs.units(run, attempt.phase(), attempt.number(), 1).stream()
                    .map(RunStore.StoredUnit::unit)
                    .filter(Unit.Change.class::isInstance)
                    .map(unit -> ((Unit.Change) unit).edit().path().value())
                    .toList();
            return paths.stream().filter(path -> Collections.frequency(paths, path) > 1).distinct();
          })
          .toList();
    }
  }

  /** The run's branch, of which there is one. */
  String branch() throws IOException, InterruptedException {
    return git("for-each-ref", "--format=%(refname)", "refs/heads/autopack/").strip();
  }
}
