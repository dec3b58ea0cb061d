package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/** Tells whether a data file is well formed; one for each format, in a child package. */
public interface SyntaxCheck {
  /** Whether the file is of this format, by its name. */
  boolean reads(RepoPath path);

  /** What is wrong and in which line; empty where it is well formed. */
  Optional<String> problem(String text);
}
