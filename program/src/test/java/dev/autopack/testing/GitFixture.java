package dev.autopack.testing;

import dev.autopack.process.Command;
import dev.autopack.process.LocalProcessRunner;
import java.io.IOException;
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

/**
 * A small real repository with a home folder of its own, so that neither the machine's git settings
 * nor its user reach a test. Dates and author are fixed: the same files give the same commit ids.
 */
public final class GitFixture {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(2), Duration.ofMinutes(2), 16 << 20);
  private static final Map<String, String> DATES =
      Map.of(
          "GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z",
          "GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z",
          "GIT_CONFIG_NOSYSTEM", "1",
          "LC_ALL", "C");

  private final Path folder;
  private final Path top;

  private GitFixture(Path folder, Path top) {
    this.folder = folder;
    this.top = top;
  }

  /** A repository {@code FOLDER/repo} that holds these files in one commit on {@code main}. */
  public static GitFixture of(Path folder, Map<String, String> files) {
    var fixture = empty(folder);
    files.forEach(fixture::write);
    fixture.commit("Start");
    return fixture;
  }

  /** A repository {@code FOLDER/repo} without a commit. */
  public static GitFixture empty(Path folder) {
    return at(folder, folder.resolve("repo"));
  }

  /** A repository without a commit in the given place, with its home in {@code FOLDER/home}. */
  public static GitFixture at(Path folder, Path top) {
    var fixture = new GitFixture(folder, top);
    try {
      Files.createDirectories(top);
      Files.createDirectories(fixture.home());
      Files.writeString(
          fixture.home().resolve(".gitconfig"),
          """
          [user]
            name = Ada Lovelace
            email = ada@example.org
          [init]
            defaultBranch = main
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fixture.git("init", "--quiet");
    return fixture;
  }

  /** The top of the checkout. */
  public Path top() {
    return top;
  }

  /** What HOME is for this repository's children. */
  public Path home() {
    return folder.resolve("home");
  }

  /** A place for state outside the checkout, as AUTOPACK_HOME is; not made yet. */
  public Path state() {
    return folder.resolve("state");
  }

  /** What a program started in this world would see as its environment. */
  public Map<String, String> environment() {
    var environment = new HashMap<>(Map.of("HOME", home().toString(), "LANG", "C.UTF-8"));
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    return environment;
  }

  public LocalProcessRunner children() {
    return new LocalProcessRunner(environment(), InstantSource.system());
  }

  public GitFixture write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public GitFixture write(String path, byte[] content) {
    try {
      var file = top.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public GitFixture makeExecutable(String path) {
    if (!top.resolve(path).toFile().setExecutable(true)) {
      throw new IllegalStateException("no executable bit for " + path);
    }
    return this;
  }

  /** Commits everything in the checkout; answers the commit's id. */
  public String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD");
  }

  /** Runs git in the checkout; answers its output without the last line end. */
  public String git(String... arguments) {
    return gitIn(top, arguments);
  }

  public String gitIn(Path where, String... arguments) {
    var argv = new ArrayList<String>();
    argv.add("git");
    argv.addAll(List.of(arguments));
    try {
      var exit = children().run(new Command(argv, where, DATES, BOUNDS));
      if (!exit.isSuccess()) {
        throw new IllegalStateException("%s: %s".formatted(argv, exit.err()));
      }
      return exit.out().replaceFirst("\\R\\z", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
