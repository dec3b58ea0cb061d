package dev.autopack.process.sandbox;

import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A home and a temporary folder for one child, removed behind it. */
final class Scratch implements AutoCloseable {
  private final Path folder;

  /** Above first. */
  private final List<Path> madeForNow = new ArrayList<>();

  private Scratch(Path folder) {
    this.folder = folder;
  }

  static Scratch in(Path parent) {
    make(parent);
    try {
      var scratch = new Scratch(Files.createTempDirectory(parent, "child-"));
      make(scratch.home());
      make(scratch.temporary());
      Files.createFile(scratch.nothing());
      return scratch;
    } catch (IOException e) {
      throw refused(parent, e);
    }
  }

  /** The folder, made where it is missing. */
  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refused(folder, e);
    }
  }

  private static EnvironmentException refused(Path folder, IOException e) {
    return new EnvironmentException(
        "The folder '%s', which the sandbox needs, cannot be made: %s"
            .formatted(folder, e.getMessage()),
        "Make room, check the folder's permissions, and start again.",
        e);
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /** An empty file. */
  Path nothing() {
    return folder.resolve("nothing");
  }

  /**
   * Makes a folder that a child may fill, with those above it; what it leaves empty is removed
   * again. Whether there is such a folder now.
   */
  boolean makeForNow(Path cache) {
    var missing = new ArrayDeque<Path>();
    for (Path path = cache; path != null && !Files.exists(path); path = path.getParent()) {
      missing.push(path);
    }
    try {
      Files.createDirectories(cache);
      madeForNow.addAll(missing);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** What cannot be removed stays for the run's own folder to be cleaned. */
  @Override
  public void close() {
    madeForNow.reversed().forEach(Scratch::removeIfEmpty);
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException stays) {
      // The run's folder is removed with all that is left in it.
      return;
    }
  }

  private static void removeIfEmpty(Path folder) {
    try {
      Files.delete(folder);
    } catch (IOException filled) {
      // It was made for that.
      return;
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      // A child may have locked its own folders.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
