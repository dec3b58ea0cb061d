package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.Commit;
import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of one commit.
 *
 * @param missing changed paths that are not in the scope made of the commit's files
 * @param extra paths of that scope that the commit did not change
 * @param confidence of the scope guessed from the subject
 * @param asks whether the phase would ask instead of going on with it
 * @param guessed the first paths of that scope
 */
record Measured(
    Commit commit,
    List<String> missing,
    int extra,
    double confidence,
    boolean asks,
    List<RepoPath> guessed) {
  Measured {
    missing = List.copyOf(missing);
    guessed = List.copyOf(guessed);
  }

  /** The changed paths that were there before: only they can be found. */
  private List<String> findable() {
    return commit.files().stream()
        .filter(file -> file.status() != Commit.Status.ADDED)
        .map(file -> file.oldPath().orElse(file.path()))
        .toList();
  }

  boolean hasFindable() {
    return !findable().isEmpty();
  }

  /** The part of the changed files that were there which is among the guessed ones. */
  double recall() {
    var there = findable();
    long found = there.stream().filter(path -> guessed.contains(new RepoPath(path))).count();
    return (double) found / there.size();
  }

  /** Every folder with a changed file, new ones too. */
  Set<String> touchedFolders() {
    var folders = new TreeSet<String>();
    for (var file : commit.files()) {
      folders.add(new RepoPath(file.path()).folder());
      file.oldPath().ifPresent(old -> folders.add(new RepoPath(old).folder()));
    }
    return folders;
  }

  boolean coversFolders() {
    var reached = new TreeSet<String>();
    guessed.forEach(path -> reached.add(path.folder()));
    return reached.containsAll(touchedFolders());
  }
}
