package dev.autopack.workspace.git;

import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A run's entry in the repository's list of worktrees: what makes git commands work in the run's
 * folder, for tests and for people. It is never read from the folder, whose {@code .git} file a
 * test may have rewritten.
 */
final class LinkedWorktree {
  private final Git git;
  private final Path commonFolder;
  private final Path folder;
  private final RunRefs refs;
  private final Effects effects;

  /**
   * Does nothing yet.
   *
   * @param git on the common git folder
   * @param folder the run's folder, without links in its path
   */
  LinkedWorktree(Git git, Path commonFolder, Path folder, RunRefs refs, Effects effects) {
    this.git = git;
    this.commonFolder = commonFolder;
    this.folder = folder;
    this.refs = refs;
    this.effects = effects;
  }

  /** Registers the folder where it is not, and clears away what a killed registration left. */
  void ensure() {
    if (isWhole()) {
      return;
    }
    removeEntry();
    // Whatever lies there is no worktree yet, and git wants an empty place.
    Erasure.erase(folder);
    effects.around(
        "worktree",
        () -> git.run("worktree", "add", "--no-checkout", folder.toString(), refs.branchName()));
  }

  boolean isWhole() {
    return entry().filter(LinkedWorktree::isWhole).isPresent();
  }

  private static boolean isWhole(Path entry) {
    return Files.isRegularFile(entry.resolve("HEAD"))
        && Files.isRegularFile(entry.resolve("commondir"))
        && !isBeingMade(entry);
  }

  /** git holds this lock while it adds a worktree. */
  private static boolean isBeingMade(Path entry) {
    return text(entry.resolve("locked")).filter("initializing"::equals).isPresent();
  }

  /** The entry that names our folder, whatever it is called. */
  private Optional<Path> entry() {
    try (var entries = Files.newDirectoryStream(commonFolder.resolve("worktrees"))) {
      for (var entry : entries) {
        if (text(entry.resolve("gitdir")).filter(gitFile().toString()::equals).isPresent()) {
          return Optional.of(entry);
        }
      }
    } catch (IOException none) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private Path gitFile() {
    return folder.resolve(".git");
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Makes git commands in the folder see the run's branch with these files checked out. */
  void publish(Path index) {
    var entry =
        entry().orElseThrow(() -> new IllegalStateException(folder + " is no worktree any more"));
    try {
      // A git that a test started and that was ended with it.
      Files.deleteIfExists(entry.resolve("index.lock"));
      Files.deleteIfExists(entry.resolve("HEAD.lock"));
      var copy = entry.resolve("index.autopack");
      Files.copy(index, copy, StandardCopyOption.REPLACE_EXISTING);
      effects.before("worktree index");
      Files.move(copy, entry.resolve("index"), StandardCopyOption.ATOMIC_MOVE);
      effects.after("worktree index");
      mendHead(entry);
      mendGitFile(entry);
    } catch (IOException failed) {
      throw new EnvironmentException(
          "The worktree entry '%s' could not be written: %s".formatted(entry, failed.getMessage()),
          "Make room on the disk, or make the folder writable, then resume the run.",
          failed);
    }
  }

  /** A test may have checked out something else. */
  private void mendHead(Path entry) {
    var head = text(entry.resolve("HEAD")).orElse("");
    // The second is how the reftable format marks that HEAD lies elsewhere.
    if (!head.equals("ref: " + refs.branch()) && !head.equals("ref: refs/heads/.invalid")) {
      git.with("--git-dir=" + entry).run("symbolic-ref", "HEAD", refs.branch());
    }
  }

  private void mendGitFile(Path entry) throws IOException {
    var wanted = "gitdir: " + entry;
    var file = gitFile();
    var isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!isFile || !text(file).orElse("").equals(wanted)) {
      Erasure.erase(file);
      Files.writeString(file, wanted + "\n", StandardCharsets.UTF_8);
    }
  }

  /** Removes the folder and its entry. */
  void remove() {
    effects.around("worktree removal", () -> Erasure.erase(folder));
    removeEntry();
  }

  private void removeEntry() {
    entry().ifPresent(Erasure::erase);
    // Where git was killed before it wrote whose entry it is, the name is all there is to go by.
    var entries = commonFolder.resolve("worktrees");
    var unfinished = entries.resolve(refs.run().value());
    if (!Files.exists(unfinished.resolve("gitdir")) && isBeingMade(unfinished)) {
      Erasure.erase(unfinished);
    }
    try {
      Files.deleteIfExists(entries);
    } catch (IOException stillInUse) {
      // The user has worktrees of their own.
    }
  }
}
