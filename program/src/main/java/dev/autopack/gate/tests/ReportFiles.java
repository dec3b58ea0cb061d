package dev.autopack.gate.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Tells report files of this run from those that lay there before it, by a file that is written
 * just before: so by the clock of the file system alone.
 */
public record ReportFiles(FileTime begun) {
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  /** Marks the instant; called before the tool starts. */
  public static ReportFiles from(Path folder) {
    try {
      Files.createDirectories(folder);
      var mark = folder.resolve("begun");
      Files.deleteIfExists(mark);
      Files.writeString(mark, "");
      return new ReportFiles(Files.getLastModifiedTime(mark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file can be read as this run's. */
  public State look(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return State.MISSING;
      }
      if (Files.getLastModifiedTime(file).compareTo(begun) < 0) {
        return State.STALE;
      }
      return Files.size(file) > MAX_BYTES ? State.TOO_LARGE : State.FRESH;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a report file is to this run. */
  public enum State {
    FRESH,
    MISSING,
    STALE,
    TOO_LARGE
  }
}
