package dev.autopack.run;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the units of a batch's calls together, in the order they closed. What a continuation says
 * again, though it was told what is kept, is left out; what one reply says is taken as it is.
 */
final class UnitMerge {
  private final List<FileEdit> edits = new ArrayList<>();
  private final Set<FileEdit> earlier = new HashSet<>();
  private final Set<FileEdit> own = new HashSet<>();
  private int call;

  /** Takes the next unit; those of one call come together. */
  void add(RunStore.StoredUnit unit) {
    if (unit.call().call() != call) {
      call = unit.call().call();
      earlier.addAll(own);
      own.clear();
    }
    if (unit.unit() instanceof Unit.Change(var edit) && !isRepeated(edit)) {
      own.add(edit);
      edits.add(edit);
    }
  }

  private boolean isRepeated(FileEdit edit) {
    return earlier.contains(edit)
        || (makes(edit) && earlier.stream().anyMatch(it -> makes(it, edit.path())));
  }

  /** Whether it makes a file that must not be there: done twice, it could only fail. */
  private static boolean makes(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create _, FileEdit.Rename _ -> true;
      case FileEdit.Rewrite _, FileEdit.Edit _, FileEdit.Delete _ -> false;
    };
  }

  private static boolean makes(FileEdit edit, RepoPath path) {
    return makes(edit) && edit.path().equals(path);
  }

  Proposal proposal() {
    return new Proposal(edits);
  }
}
