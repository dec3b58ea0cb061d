package dev.autopack.app;

import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Removes folders of our own. */
final class Folders {
  private Folders() {}

  /** Removes the folder and all in it, where it is there; links go, what they name stays. */
  static void remove(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      FolderTree.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
