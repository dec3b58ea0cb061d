package dev.autopack.gate.testing;

import dev.autopack.testing.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An exercise of the corpus: files by name, as it is given or with its solution. */
public final class Exercise {
  private Exercise() {}

  public static Map<String, String> given(String name) {
    return files(Proof.requireCorpus().resolve("exercises").resolve(name).resolve("repo"));
  }

  public static Map<String, String> solved(String name) {
    var files = given(name);
    files.putAll(
        files(Proof.requireCorpus().resolve("exercises").resolve(name).resolve("reference")));
    return files;
  }

  /** The same in a folder of the repository. */
  public static Map<String, String> in(String folder, Map<String, String> files) {
    var moved = new TreeMap<String, String>();
    files.forEach((name, text) -> moved.put(folder + "/" + name, text));
    return moved;
  }

  private static Map<String, String> files(Path folder) {
    var found = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        found.put(folder.relativize(path).toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
