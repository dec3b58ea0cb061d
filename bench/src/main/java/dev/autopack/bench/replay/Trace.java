package dev.autopack.bench.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes down what was asked, answered and made, for whoever looks for a mistake.
 *
 * @param folder empty: nothing is written
 */
record Trace(Optional<Path> folder) {
  /** The same, under a folder of that name. */
  Trace in(String name) {
    return new Trace(folder.map(parent -> parent.resolve(name)));
  }

  void write(String name, String text) {
    folder.ifPresent(parent -> {
      try {
        var file = parent.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
