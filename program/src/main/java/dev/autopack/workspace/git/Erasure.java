package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Deletes without ever following a link, and through folders that a tool made read-only. */
final class Erasure {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Erasure() {}

  /** Deletes the path and all below it; nothing happens where nothing is. */
  static void erase(Path path) {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        erasePresent(path);
      }
    } catch (IOException failed) {
      throw new EnvironmentException(
          "'%s' could not be removed from a folder of the run: %s"
              .formatted(path, failed.getMessage()),
          "Remove it by hand, then resume the run.",
          failed);
    }
  }

  private static void erasePresent(Path path) throws IOException {
    var attributes = attributes(path);
    if (attributes.isDirectory()) {
      open(path, attributes);
      try (var children = Files.newDirectoryStream(path)) {
        for (var child : children) {
          erasePresent(child);
        }
      }
    }
    Files.delete(path);
  }

  static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Gives the owner of a folder the rights to list and change it. */
  static void open(Path folder, PosixFileAttributes attributes) throws IOException {
    if (!attributes.permissions().containsAll(OWNERS)) {
      var wider = EnumSet.copyOf(OWNERS);
      wider.addAll(attributes.permissions());
      Files.setPosixFilePermissions(folder, wider);
    }
  }
}
