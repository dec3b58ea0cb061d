package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/** A programming language whose imports are read. */
public enum Language {
  JAVA,
  KOTLIN,
  PYTHON,
  JAVASCRIPT,
  TYPESCRIPT,
  GO,
  RUST,
  CSHARP,
  C,
  CPP;

  /** By the file's extension; empty for a file of no language known here. */
  public static Optional<Language> of(RepoPath path) {
    return switch (path.extension()) {
      case "java" -> Optional.of(JAVA);
      case "kt", "kts" -> Optional.of(KOTLIN);
      case "py", "pyi" -> Optional.of(PYTHON);
      case "js", "jsx", "mjs", "cjs" -> Optional.of(JAVASCRIPT);
      case "ts", "tsx", "mts", "cts", "vue", "svelte" -> Optional.of(TYPESCRIPT);
      case "go" -> Optional.of(GO);
      case "rs" -> Optional.of(RUST);
      case "cs" -> Optional.of(CSHARP);
      // What a header is written in only its includers know; both read it the same.
      case "c", "h" -> Optional.of(C);
      case "cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "ipp", "inl", "tpp" -> Optional.of(CPP);
      default -> Optional.empty();
    };
  }

  /** Whether files of the two may import one another. */
  public boolean mixesWith(Language other) {
    return family() == other.family();
  }

  /** The one language that stands for all that may import one another. */
  Language family() {
    return switch (this) {
      case KOTLIN -> JAVA;
      case JAVASCRIPT -> TYPESCRIPT;
      case CPP -> C;
      case JAVA, PYTHON, TYPESCRIPT, GO, RUST, CSHARP, C -> this;
    };
  }
}
