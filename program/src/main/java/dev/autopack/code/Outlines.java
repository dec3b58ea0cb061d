package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/** Finds the reader for a file by its name. */
public final class Outlines {
  private Outlines() {}

  /** Whether a language's own rules read the file, so that what they say of it is so. */
  public static boolean reads(RepoPath path) {
    return switch (path.extension()) {
      case "java", "py", "pyi" -> true;
      default -> false;
    };
  }

  /** Empty for a language that has no reader yet. */
  public static Optional<Outline> read(RepoPath path, String text) {
    return switch (path.extension()) {
      case "java" -> Optional.of(JavaOutline.read(text));
      case "py" -> Optional.of(PythonOutline.read(text));
      case "pyi" -> Optional.of(PythonOutline.read(text).withoutBodies());
      default -> Optional.empty();
    };
  }
}
