package dev.autopack.store;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.Artefacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Artefacts as files named by their content: {@code ab/cdef…}. A file appears whole or not at all,
 * and is checked against its name whenever it is read.
 */
final class FileArtefacts implements Artefacts {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** A file that is still unfinished after this long belongs to a process that was killed. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private final Path folder;
  private final Path unfinished;
  private final InstantSource clock;
  private boolean isSwept;

  FileArtefacts(Path folder, InstantSource clock) {
    this.folder = folder;
    this.unfinished = folder.resolve("unfinished");
    this.clock = clock;
  }

  @Override
  public String save(byte[] content) {
    var sha256 = sha256(content);
    var file = file(sha256);
    try {
      if (!holds(file, content)) {
        write(file, content);
      }
      return sha256;
    } catch (IOException e) {
      throw new EnvironmentException(
          "The artefact '%s' cannot be written: %s".formatted(file, e),
          "Make room on the disk and the folder writable, then run the command again.",
          e);
    }
  }

  private static boolean holds(Path file, byte[] content) throws IOException {
    return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content);
  }

  private void write(Path file, byte[] content) throws IOException {
    var parent = makeParent(file);
    var temporary = Files.createTempFile(makeUnfinished(), "", "");
    try {
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        for (var left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    sync(parent);
  }

  private Path makeParent(Path file) throws IOException {
    var parent = folder.resolve(folder.relativize(file).getName(0));
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      sync(folder);
    }
    return parent;
  }

  /** The folder for what is being written; sweeps it when this process first makes use of it. */
  private synchronized Path makeUnfinished() throws IOException {
    if (isSwept && Files.isDirectory(unfinished)) {
      return unfinished;
    }
    Files.createDirectories(unfinished);
    var limit = FileTime.from(clock.instant().minus(UNFINISHED));
    try (var files = Files.newDirectoryStream(unfinished)) {
      for (var file : files) {
        if (isOlder(file, limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
    isSwept = true;
    return unfinished;
  }

  /** Whether it was last written before that; another process may finish it meanwhile. */
  private static boolean isOlder(Path file, FileTime limit) throws IOException {
    try {
      return Files.getLastModifiedTime(file).compareTo(limit) < 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** Makes the names in a folder durable, not only what they name. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    var file = file(sha256);
    try {
      var content = Files.readAllBytes(file);
      if (!sha256(content).equals(sha256)) {
        throw new EnvironmentException(
            "The artefact '%s' is damaged: its content has another hash.".formatted(file),
            "Check the disk it lies on and put a backup in its place.");
      }
      return Optional.of(content);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentException(
          "The artefact '%s' cannot be read: %s".formatted(file, e),
          "Check the disk it lies on and the rights of this user.",
          e);
    }
  }

  @Override
  public String saveRecord(Record value) {
    return save(Json.write(value.getClass(), value).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public <T extends Record> T loadRecord(String sha256, Class<T> type) {
    var content =
        find(sha256)
            .orElseThrow(() ->
                new EnvironmentException(
                    "The artefact '%s' is gone.".formatted(file(sha256)),
                    "Put a backup in its place, or roll the run back and start it again."));
    try {
      return Json.read(type, new String(content, StandardCharsets.UTF_8));
    } catch (UnreadableException e) {
      throw new EnvironmentException(
          "The artefact '%s' cannot be read by this version: %s."
              .formatted(file(sha256), e.getMessage()),
          "Use the version of Autopack that wrote it.",
          e);
    }
  }

  private Path file(String sha256) {
    // Also keeps a name from leading out of the folder.
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("'%s' is no SHA-256".formatted(sha256));
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
