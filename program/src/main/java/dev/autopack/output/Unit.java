package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.plan.Declaration;

/** One complete operation of a reply, whatever framing carried it. */
public sealed interface Unit {
  /** What the builder says it will deliver; comes first, if at all. */
  record Declare(Declaration declaration) implements Unit {}

  /** One edit of one file. */
  record Change(FileEdit edit) implements Unit {}
}
