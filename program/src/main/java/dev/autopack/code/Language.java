package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/** A programming language whose imports are read. */
public enum Language {
  JAVA,
  PYTHON,
  JAVASCRIPT,
  TYPESCRIPT,
  GO,
  RUST;

  /** By the file's extension; empty for a file of no language known here. */
  public static Optional<Language> of(RepoPath path) {
    return switch (path.extension()) {
      case "java" -> Optional.of(JAVA);
      case "py", "pyi" -> Optional.of(PYTHON);
      case "js", "jsx", "mjs", "cjs" -> Optional.of(JAVASCRIPT);
      case "ts", "tsx", "mts", "cts", "vue", "svelte" -> Optional.of(TYPESCRIPT);
      case "go" -> Optional.of(GO);
      case "rs" -> Optional.of(RUST);
      default -> Optional.empty();
    };
  }

  /** Whether files of the two may import one another. */
  public boolean mixesWith(Language other) {
    return this == other || (isScript() && other.isScript());
  }

  private boolean isScript() {
    return this == JAVASCRIPT || this == TYPESCRIPT;
  }
}
