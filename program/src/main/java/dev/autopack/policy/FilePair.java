package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file's text before and after, under one roof even where it was renamed; absent text is empty.
 *
 * @param path its name afterwards, or its last one
 */
record FilePair(RepoPath path, String before, String after) {
  static List<FilePair> of(ChangeSet changes) {
    var byPath =
        changes.changes().stream().collect(Collectors.toMap(FileChange::path, change -> change));
    var moved =
        changes.changes().stream()
            .flatMap(change -> source(change, byPath).stream())
            .map(FileChange::path)
            .toList();
    var pairs = new ArrayList<FilePair>();
    for (var change : changes.changes()) {
      if (!moved.contains(change.path())) {
        var before = source(change, byPath).map(FileChange::before).orElse(change.before());
        pairs.add(new FilePair(change.path(), before.orElse(""), change.after().orElse("")));
      }
    }
    return pairs;
  }

  /** The deletion that a renamed file came from; a source that is still there was copied. */
  private static Optional<FileChange> source(FileChange change, Map<RepoPath, FileChange> byPath) {
    return change
        .renamedFrom()
        .flatMap(from -> Optional.ofNullable(byPath.get(from)))
        .filter(from -> from.after().isEmpty());
  }

  Lines lines() {
    var left = new HashMap<String, Integer>();
    var before = split(before());
    before.forEach(line -> left.merge(line, 1, Integer::sum));
    var after = split(after());
    var kept = 0;
    for (var line : after) {
      if (left.merge(line, -1, Integer::sum) >= 0) {
        kept++;
      }
    }
    return new Lines(before.size(), after.size(), kept);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  /**
   * How many lines a file had, has, and kept.
   *
   * @param kept lines of before that stand somewhere in after; moving them costs nothing
   */
  record Lines(int before, int after, int kept) {
    int added() {
      return after - kept;
    }

    int deleted() {
      return before - kept;
    }

    int changed() {
      return added() + deleted();
    }

    /** 1 where nothing changed, 0 where nothing was kept. */
    double similarity() {
      return before + after == 0 ? 1 : 2.0 * kept / (before + after);
    }
  }
}
