package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.git.FolderSweep.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Lays trees out in the run's folder.
 *
 * <p>git does it with a git folder of our own beside the run's: an index that no test can reach by
 * accident, the repository's objects, and none of its settings, so that no filter, hook or helper
 * has a name there. Line ends follow the tree's own {@code .gitattributes}.
 */
final class WorkFolder {
  private final Git git;
  private final Path folder;
  private final Path privateFolder;
  private final ObjectReader reader;
  private final LinkedWorktree worktree;
  private final Effects effects;

  WorkFolder(
      Git git,
      Path folder,
      Path privateFolder,
      ObjectReader reader,
      LinkedWorktree worktree,
      Effects effects) {
    this.git = git;
    this.folder = folder;
    this.privateFolder = privateFolder;
    this.reader = reader;
    this.worktree = worktree;
    this.effects = effects;
  }

  /** Makes what is missing of the folder's entry and of our own git folder. */
  void ensure(String format) {
    try {
      if (!worktree.isWhole() || !isFolder()) {
        // Files that an old index remembers are not there; it would call them deleted.
        Files.deleteIfExists(index());
      }
      Files.createDirectories(privateFolder);
      if (!Files.exists(privateFolder.resolve("HEAD"))) {
        git.run("init", "--quiet", "--bare", "--template=", "--object-format=" + format);
      }
    } catch (IOException failed) {
      throw unwritable(privateFolder, failed);
    }
    worktree.ensure();
  }

  /** Whether a tree was laid out to the end since the folder was made. */
  boolean isLaidOut() {
    return Files.exists(index());
  }

  void layOut(TreeId tree, Leftovers leftovers, List<RepoPath> spare) {
    effects.before("layout");
    try {
      if (!isFolder()) {
        Erasure.erase(folder);
        Files.createDirectories(folder);
      }
      // Nobody but us uses this index, so whoever held its lock is gone.
      Files.deleteIfExists(privateFolder.resolve("index.lock"));
    } catch (IOException failed) {
      throw unwritable(folder, failed);
    }
    new FolderSweep(reader, leftovers).sweep(folder, tree.value(), spare);
    checkOut(tree);
    effects.after("layout");
    worktree.publish(index());
  }

  private void checkOut(TreeId tree) {
    var inFolder = git.with("--work-tree=" + folder);
    String[] arguments = {"read-tree", "--reset", "-u", tree.value()};
    var exit = inFolder.attempt(new byte[0], arguments);
    if (!exit.isSuccess()) {
      throw reader.isPartial() && exit.err().contains("unable to read")
          ? ObjectReader.partial("files of the tree " + tree)
          : inFolder.failure(exit, arguments);
    }
  }

  private Path index() {
    return privateFolder.resolve("index");
  }

  private boolean isFolder() {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static EnvironmentException unwritable(Path where, IOException failed) {
    return new EnvironmentException(
        "The folder '%s' cannot be written: %s".formatted(where, failed.getMessage()),
        "Make room on the disk, or make the folder writable, then resume the run.",
        failed);
  }

  void remove() {
    worktree.remove();
    Erasure.erase(privateFolder);
  }
}
