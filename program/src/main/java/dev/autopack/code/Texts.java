package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/** The texts of the files that say how a repository is built. */
@FunctionalInterface
interface Texts {
  /** Empty for what is absent or no readable text. */
  Optional<String> text(RepoPath path);
}
