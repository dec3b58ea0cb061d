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
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes loose objects into the repository's store, each on the disk before it is named: nothing of
 * the folder, its settings or its filters has a say in what is written.
 *
 * <p>Not through {@code git hash-object} and {@code mktree}, because a phase writes a dozen objects
 * and each would cost the start of a process; the form of a loose object has not changed since
 * 2005.
 */
final class ObjectWriter {
  private static final AtomicLong WRITTEN = new AtomicLong();

  private final Path objects;
  private final String algorithm;
  private final InstantSource clock;
  private final Effects effects;

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

  /** Writes it, where it is not there yet, and answers its id. */
  String write(GitObject object) {
    var id = id(object);
    var file = objects.resolve(id.substring(0, 2)).resolve(id.substring(2));
    try {
      if (Files.exists(file)) {
        // It may be an old one that nothing names: its age decides when git clears it away.
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      } else {
        effects.before("object " + object.kind().word());
        write(objects.resolve(id.substring(0, 2)), id.substring(2), object);
        effects.after("object " + object.kind().word());
      }
    } catch (IOException failed) {
      throw new EnvironmentException(
          "The object %s could not be written to '%s': %s"
              .formatted(id, objects, failed.getMessage()),
          "Make room on the disk, or make the folder writable, then resume the run.",
          failed);
    }
    return id;
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
