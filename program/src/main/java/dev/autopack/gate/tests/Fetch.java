package dev.autopack.gate.tests;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.Trouble;
import dev.autopack.process.Command;
import dev.autopack.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Fetches a build's dependencies once for each state of the files that name them. The only children
 * of a test run that may use the network; they execute nothing of the repository.
 */
public final class Fetch {
  private static final Command.Bounds BOUNDS =
      new Command.Bounds(Duration.ofMinutes(20), Duration.ofMinutes(10), 256 * 1024);
  private static final int TEXT_CHARS = 1_200;

  private final ProcessRunner runner;
  private final Path marker;
  private final String key;

  /**
   * Of one build.
   *
   * @param id of its toolchain
   * @param decisive the files that say what is needed
   */
  public Fetch(ProcessRunner runner, Request request, String id, List<RepoPath> decisive) {
    this.runner = runner;
    this.marker = request.caches().resolve("fetched").resolve(id.replace(':', '/') + ".key");
    this.key = key(request, decisive);
  }

  /** Whether the same was fetched before. */
  public boolean isDone() {
    return state().equals(key);
  }

  /** Whether a fetch was ever begun: what lies there then is ours, whole or not. */
  public boolean wasBegun() {
    return !state().isEmpty();
  }

  /** Runs the command unless the same was fetched before. */
  public Preparation once(List<String> argv, Path folder, Map<String, String> environment)
      throws InterruptedException {
    if (isDone()) {
      return new Preparation.Ready();
    }
    remember("begun");
    try {
      var exit = runner.run(new Command(argv, folder, environment, BOUNDS).toPrepare());
      if (!exit.isSuccess()) {
        return failed(
            "'%s' failed with exit code %d:\n%s"
                .formatted(
                    String.join(" ", argv),
                    exit.code(),
                    Console.tail(Console.plain(exit), TEXT_CHARS)));
      }
    } catch (EnvironmentException e) {
      return failed("'%s' cannot be started: %s".formatted(argv.getFirst(), e.getMessage()));
    }
    done();
    return new Preparation.Ready();
  }

  /** Fetches again, whatever was fetched before: it has gone. */
  public void forget() {
    remember("gone");
  }

  /** Remembers that everything is there. */
  public void done() {
    remember(key);
  }

  public static Preparation failed(String why) {
    return new Preparation.Failed(
        new Trouble(Trouble.Kind.TOOL, "what the tests need could not be fetched: " + why));
  }

  private String state() {
    try {
      return Files.exists(marker) ? Files.readString(marker) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(String text) {
    try {
      Files.createDirectories(marker.getParent());
      Files.writeString(marker, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(Request request, List<RepoPath> decisive) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var path : decisive) {
        digest.update((path + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(request.tree().bytes(path).orElse(new byte[0]));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
