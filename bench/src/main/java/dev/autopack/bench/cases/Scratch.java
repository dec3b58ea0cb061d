package dev.autopack.bench.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/** The one temporary folder that a command may write to; it goes when the command ends. */
final class Scratch implements AutoCloseable {
  private final Path top;
  private final AtomicInteger folders = new AtomicInteger();

  private Scratch(Path top) {
    this.top = top;
  }

  static Scratch open() throws IOException {
    return new Scratch(Files.createTempDirectory("autopack-cases-"));
  }

  /** A new, empty folder. */
  Path folder() throws IOException {
    return Files.createDirectory(top.resolve(Integer.toString(folders.incrementAndGet())));
  }

  /** Removes everything; a link is removed and not followed. */
  @Override
  public void close() throws IOException {
    // A case that ran out of time may still be writing: what it writes now has nowhere to go.
    try (var files = Files.walk(top)) {
      files.sorted(Comparator.reverseOrder()).forEach(Scratch::remove);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
