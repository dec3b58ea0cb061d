package dev.autopack.app;

import dev.autopack.cli.Commands;
import dev.autopack.cli.Console;
import dev.autopack.gate.testing.SharedSeeds;
import dev.autopack.model.Patience;
import dev.autopack.model.langchain.CallTimeouts;
import dev.autopack.store.Store;
import dev.autopack.testing.GitFixture;
import dev.autopack.testing.oracle.Fault;
import dev.autopack.testing.oracle.OracleServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Somebody at a command line, with a repository, a home, a configuration and a recorded model of
 * their own. Commands run in this process, wired as the program wires them, so a test that wants to
 * see many of them pays for no JVM; only providers are waited for less long.
 */
final class Desk implements AutoCloseable {
  /** Long enough for a loaded machine, short enough for a test. */
  private static final Tempo HASTY =
      new Tempo(
          new CallTimeouts(
              Duration.ofSeconds(5),
              Duration.ofSeconds(2),
              Duration.ofMillis(400),
              Duration.ofSeconds(20)),
          new Patience(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(20)));

  private static final String PRICE =
      "price: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}";

  private final Path folder;
  private final GitFixture git;
  private final Map<String, String> environment = new HashMap<>();
  private final List<OracleServer> servers = new ArrayList<>();
  private Path place;

  private Desk(Path folder, GitFixture git) {
    this.folder = folder;
    this.git = git;
    this.place = git.top();
    environment.putAll(git.environment());
    environment.put("USER", "ada");
    environment.put("AUTOPACK_HOME", git.state().toString());
    environment.put("AUTOPACK_CONFIG", folder.resolve("config").toString());
    environment.put("AUTOPACK_SANDBOX", "preferred");
  }

  /** A repository with these files in one commit, and the model {@code tape}. */
  static Desk with(Path folder, Map<String, String> files) {
    var desk = new Desk(folder, GitFixture.of(folder, files));
    desk.tape("");
    return desk.models("");
  }

  /** What one command line came to. */
  record Said(int exit, String out, String err) {
    /** All of it, as a terminal shows it. */
    String all() {
      return "%s%sexit %d%n".formatted(err, out, exit);
    }

    /** The id that stands first on the first line of the results. */
    String firstWord() {
      return out.split("[ :]", 2)[0];
    }
  }

  Said autopack(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(printer(out), printer(err), false);
    try (var wiring = new Wiring(environment, place, console, Ports.AS_THEY_ARE, HASTY)) {
      var exit = new Commands(wiring).run(words);
      return new Said(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  private static PrintStream printer(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  Path folder() {
    return folder;
  }

  GitFixture git() {
    return git;
  }

  Path home() {
    return git.state();
  }

  /** The next commands are given in another folder. */
  Desk in(Path folder) {
    place = folder;
    return this;
  }

  Desk variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Writes a file below the desk's own folder, outside or inside of the repository. */
  Desk write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Desk write(String path, byte[] content) {
    try {
      var file = folder.resolve(path);
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What the model {@code tape} answers: lines of a replay file. */
  Desk tape(String lines) {
    return write("tape.jsonl", lines);
  }

  /** The model {@code tape} and what else {@code models.yaml} holds below its first line. */
  Desk models(String more) {
    return write(
        "config/models.yaml",
        """
        models:
          tape:
            provider: replay
            file: %s
            context: 200000
            max_output: 32000
            %s
        """
                .formatted(folder.resolve("tape.jsonl"), PRICE)
            + more.indent(2));
  }

  /** A model of that name at a server that speaks Anthropic Messages or Chat Completions. */
  static String server(String name, String provider, Object baseUrl) {
    return "%s: {provider: %s, id: oracle-1, base_url: \"%s\", context: 200000, max_output: 32000, %s}%n"
        .formatted(name, provider, baseUrl, PRICE);
  }

  /** Starts a provider whose every answer is this text, with these faults; ends with the desk. */
  OracleServer provider(String answer, Fault... faults) {
    var server = OracleServer.answering(_ -> answer).always(faults);
    servers.add(server);
    return server;
  }

  /** Runs find what earlier builds' tests compiled of standard libraries, until it is closed. */
  Desk withSharedSeeds() {
    SharedSeeds.lendTo(home());
    return this;
  }

  @Override
  public void close() {
    SharedSeeds.takeBack(home());
    servers.forEach(OracleServer::close);
  }

  /** Looks into the store as it stands on the disk. */
  <T> T stored(Function<Store, T> look) {
    try (var store = Store.open(home(), InstantSource.system())) {
      return look.apply(store);
    }
  }

  /** The id of the first question that a run asked, answered or not. */
  String request() {
    var events =
        stored(store -> {
          var runs = store.runs();
          return runs.events(runs.list().getFirst().id(), 0, Integer.MAX_VALUE);
        });
    return events.stream()
        .flatMap(stored -> Optional.ofNullable(stored.event().facts().get("request")).stream())
        .findFirst()
        .orElseThrow();
  }

  /** Every branch and ref of the repository but the user's own branch. */
  List<String> refs() {
    return git.git("for-each-ref", "--format=%(refname)")
        .lines()
        .filter(ref -> !ref.equals("refs/heads/main"))
        .toList();
  }

  /** The branch of the only run. */
  String branch() {
    return git.git("for-each-ref", "--format=%(refname)", "refs/heads/autopack/");
  }
}
