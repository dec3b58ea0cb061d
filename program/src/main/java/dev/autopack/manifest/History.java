package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.List;

/** What was changed in the repository before, newest first. */
public interface History {
  /** Nothing is known of the past. */
  History NONE = List::of;

  /** So many changes are looked at. */
  int MAX_CHANGES = 400;

  /** The newest changes, a bounded number of them. */
  List<Change> changes();

  /** One change: what it was called, and the files that it touched and that were there after it. */
  record Change(String subject, List<RepoPath> paths) {
    public Change {
      paths = List.copyOf(paths);
    }
  }
}
