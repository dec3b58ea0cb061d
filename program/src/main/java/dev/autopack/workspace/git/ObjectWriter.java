package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes loose objects into the repository's store, each on the disk before it has its name:
 * nothing of the folder, its settings or its filters has a say in what is written.
 *
 * <p>Not through {@code git hash-object} and {@code mktree}, because a phase writes a dozen objects
 * and each would cost the start of a process; the form of a loose object has not changed since
 * 2005. One thread at a time.
 */
final class ObjectWriter {
  /** A disk makes several files durable in the time of one, when it is asked at once. */
  private static final int AT_ONCE = 8;

  private static final AtomicLong WRITTEN = new AtomicLong();

  private final Path objects;
  private final String algorithm;
  private final InstantSource clock;
  private final Effects effects;
  private final Map<String, GitObject> waiting = new LinkedHashMap<>();

  /**
   * Writes nothing yet.
   *
   * @param objects the store's folder
   * @param format "sha1" or "sha256", as git names it
   */
  ObjectWriter(Path objects, String format, InstantSource clock, Effects effects) {
    this.objects = objects;
    this.algorithm = format.equals("sha256") ? "SHA-256" : "SHA-1";
    this.clock = clock;
    this.effects = effects;
  }

  /** Its id; it is written with the next {@link #settle}. */
  String add(GitObject object) {
    var id = id(object);
    waiting.put(id, object);
    return id;
  }

  /** Forgets what was added and not written. */
  void forget() {
    waiting.clear();
  }

  /** Writes what was added and is not there yet; all of it is on the disk afterwards. */
  void settle() {
    waiting.keySet().removeIf(this::isThere);
    if (!waiting.isEmpty()) {
      effects.around("objects", this::writeAll);
      waiting.clear();
    }
  }

  private boolean isThere(String id) {
    try {
      if (!Files.exists(file(id))) {
        return false;
      }
      // It may be an old one that nothing names: its age decides when git clears it away.
      Files.setLastModifiedTime(file(id), FileTime.from(clock.instant()));
      return true;
    } catch (IOException failed) {
      throw unwritten(id, failed);
    }
  }

  private Path file(String id) {
    return objects.resolve(id.substring(0, 2)).resolve(id.substring(2));
  }

  private void writeAll() {
    try (var threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, waiting.size()))) {
      var writes = new ArrayList<Future<?>>();
      waiting.forEach((id, object) -> writes.add(threads.submit(() -> write(id, object))));
      threads.shutdown();
      writes.forEach(ObjectWriter::await);
    }
  }

  private static void await(Future<?> write) {
    var interrupted = false;
    try {
      while (true) {
        try {
          write.get();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private EnvironmentException unwritten(String id, IOException failed) {
    return new EnvironmentException(
        "The object %s could not be written to '%s': %s"
            .formatted(id, objects, failed.getMessage()),
        "Make room on the disk, or make the folder writable, then resume the run.",
        failed);
  }

  private String id(GitObject object) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      digest.update(object.header());
      return HexFormat.of().formatHex(digest.digest(object.content()));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private void write(String id, GitObject object) {
    try {
      write(objects.resolve(id.substring(0, 2)), id.substring(2), object);
    } catch (IOException failed) {
      throw unwritten(id, failed);
    }
  }

  private void write(Path folder, String name, GitObject object) throws IOException {
    if (!Files.isDirectory(folder)) {
      makeFolder(folder);
    }
    // A name by which git's own housekeeping knows what a killed process left.
    var temporary =
        folder.resolve(
            "tmp_obj_%d_%d".formatted(ProcessHandle.current().pid(), WRITTEN.incrementAndGet()));
    Files.deleteIfExists(temporary);
    // No channel: an interrupt would close it.
    try (var out = new FileOutputStream(temporary.toFile())) {
      out.write(deflated(object));
      out.getFD().sync();
    }
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** With the rights of its parent, so that a store that a group shares stays shared. */
  private void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(objects));
    } catch (FileAlreadyExistsException other) {
      // Another git command was quicker.
    }
  }

  private static byte[] deflated(GitObject object) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(object.header());
      deflater.write(object.content());
    }
    return out.toByteArray();
  }
}
