package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import java.util.List;

/** One complete operation of a reply, whatever framing carried it. */
public sealed interface Unit extends Kept {
  /** What the builder says it will deliver; comes first, if at all. */
  record Declare(Declaration declaration) implements Unit {}

  /** One edit of one file. */
  record Change(FileEdit edit) implements Unit {}

  /**
   * The rest of an operation that an earlier reply of the batch left open. It is no edit by itself:
   * {@link Merge} joins it to the {@link Partial} of its path.
   *
   * @param texts the first begins with the last lines of the open text (the anchor) and goes on;
   *     those behind it are whole. None: nothing was missing
   */
  record Continue(RepoPath path, List<TextPart> texts) implements Unit {
    public Continue {
      var nothing = texts.size() == 1 && texts.getFirst().isEmptyContent();
      texts = nothing ? List.of() : List.copyOf(texts);
    }
  }
}
