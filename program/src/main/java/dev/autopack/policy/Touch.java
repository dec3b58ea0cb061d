package dev.autopack.policy;

import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import java.util.List;

/** That a path is written, and how; its text does not matter. */
record Touch(RepoPath path, Kind kind) {
  /** What happens to the path. */
  enum Kind {
    CREATE,
    MODIFY,
    DELETE
  }

  static Touch of(FileChange change) {
    if (change.before().isEmpty()) {
      return new Touch(change.path(), Kind.CREATE);
    }
    return new Touch(change.path(), change.after().isEmpty() ? Kind.DELETE : Kind.MODIFY);
  }

  /** Both ends of a rename; else the one path. */
  static List<Touch> of(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create create -> List.of(new Touch(create.path(), Kind.CREATE));
      case FileEdit.Rewrite rewrite -> List.of(new Touch(rewrite.path(), Kind.MODIFY));
      case FileEdit.Edit change -> List.of(new Touch(change.path(), Kind.MODIFY));
      case FileEdit.Delete delete -> List.of(new Touch(delete.path(), Kind.DELETE));
      case FileEdit.Rename rename ->
          List.of(new Touch(rename.from(), Kind.DELETE), new Touch(rename.path(), Kind.CREATE));
    };
  }
}
