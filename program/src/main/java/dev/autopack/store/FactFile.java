package dev.autopack.store;

import dev.autopack.code.FactShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is known of one repository's sources, as a file of the home folder. It only spares reading
 * again: whatever goes wrong with it, there is none. Written beside and moved into place, so
 * several processes may use one; the last to write wins.
 */
public final class FactFile implements FactShelf {
  private static final String END = ".facts";
  private static final long MAX_BYTES = 128L << 20;

  /** The files of repositories that were not looked at for longest go first. */
  private static final int MAX_FILES = 20;

  private final Path folder;
  private final Path file;

  /**
   * Touches nothing yet.
   *
   * @param folder holds the files of all repositories; made when one is written
   * @param repository its place, which names the file
   */
  public FactFile(Path folder, String repository) {
    this.folder = folder;
    var name = FileArtefacts.sha256(repository.getBytes(StandardCharsets.UTF_8));
    this.file = folder.resolve(name.substring(0, 32) + END);
  }

  @Override
  public Optional<byte[]> load() {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException unread) {
      return Optional.empty();
    }
  }

  @Override
  public void save(byte[] facts) {
    if (facts.length > MAX_BYTES) {
      return;
    }
    try {
      Files.createDirectories(folder);
      var temporary = Files.createTempFile(folder, "", ".unfinished");
      try {
        Files.write(temporary, facts);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      sweep();
    } catch (IOException | DirectoryIteratorException | UncheckedIOException unwritten) {
      // The next process reads the sources again.
    }
  }

  private void sweep() throws IOException {
    record Aged(Path file, FileTime time) {}
    var all = new ArrayList<Aged>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var each : files) {
        all.add(new Aged(each, Files.getLastModifiedTime(each)));
      }
    }
    all.sort(Comparator.comparing(Aged::time).reversed());
    for (var old : all.subList(Math.min(MAX_FILES, all.size()), all.size())) {
      Files.deleteIfExists(old.file());
    }
  }
}
