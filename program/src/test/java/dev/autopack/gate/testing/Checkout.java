package dev.autopack.gate.testing;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.process.LocalProcessRunner;
import dev.autopack.process.ProcessRunner;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A small project, laid out for a toolchain to run. */
public record Checkout(Path folder, MapTree tree, Path reports) {
  private static final Patience PATIENT =
      new Patience(Duration.ofMinutes(3), Duration.ofMinutes(3));

  public static Checkout of(Path temporary, Map<String, String> files) {
    var folder = temporary.resolve("tree");
    files.forEach((name, text) -> write(folder.resolve(name), text));
    return new Checkout(folder, MapTree.of(files), temporary.resolve("reports"));
  }

  /** A file that a tool or an earlier run left; it is not in the tree. */
  public Path leave(String name, String text) {
    return write(folder.resolve(name), text);
  }

  public Request request(String... named) {
    return request(PATIENT, named);
  }

  public Request request(Patience patience, String... named) {
    return new Request(folder, tree, reports, paths(named), patience);
  }

  public static List<RepoPath> paths(String... names) {
    return Arrays.stream(names).map(RepoPath::new).toList();
  }

  /** The one that the program runs children with. */
  public static ProcessRunner runner() {
    return new LocalProcessRunner(System.getenv(), InstantSource.system());
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
