package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.function.Consumer;

/**
 * Finds the files of the repository that a source file of one language imports. What lies outside
 * (a library, the language's own modules) is not found, and that is no error.
 */
interface Linker {
  /** Gives every file it imports, in any order, perhaps twice, perhaps itself. */
  void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to);
}
