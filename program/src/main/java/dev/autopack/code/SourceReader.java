package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.Optional;

/**
 * Reads what a source file defines, by its language. Tolerant of broken text, bounded in size and
 * work; the same text always gives the same answer. May be used from several threads.
 */
public final class SourceReader {
  /** Longer texts are generated or data. */
  public static final int MAX_CHARS = 512 * 1024;

  private SourceReader() {}

  /** Finds the language by the file's name. */
  public static Reading read(RepoPath path, String text) {
    var language = Language.of(path);
    return language.isPresent()
        ? read(language.get(), path.extension(), text)
        : new Reading.NotRead(
            Reading.Why.UNKNOWN_LANGUAGE, "'%s' is of no known language".formatted(path.value()));
  }

  /**
   * For a language that is known otherwise.
   *
   * @param extension of the file's name, without its dot; some have a dialect of their own
   */
  public static Reading read(Language language, String extension, String text) {
    if (text.length() > MAX_CHARS) {
      return new Reading.NotRead(
          Reading.Why.TOO_LARGE,
          "it has %d characters, more than %d".formatted(text.length(), MAX_CHARS));
    }
    var conflict = ConflictMarks.find(text);
    // A byte order mark is no part of the first name.
    var plain = text.startsWith("\ufeff") ? " " + text.substring(1) : text;
    var whole = conflict.isEmpty() ? plain : ConflictMarks.blank(plain);
    return switch (readPlain(language, extension, whole)) {
      case Reading.NotRead not -> not;
      case Reading.Read(var outline) -> {
        var complete = Salvage.complete(language, whole, outline);
        yield new Reading.Read(conflict.map(complete::with).orElse(complete));
      }
    };
  }

  private static Reading readPlain(Language language, String extension, String plain) {
    return switch (language) {
      case JAVA -> new Reading.Read(JavaOutline.read(plain));
      case KOTLIN -> new Reading.Read(KotlinOutline.read(plain));
      case PYTHON -> new Reading.Read(python(extension, plain));
      case JAVASCRIPT -> GrammarReader.javascript(plain);
      case TYPESCRIPT -> GrammarReader.typescript(extension, plain);
      case GO -> GrammarReader.go(plain);
      case RUST -> GrammarReader.rust(plain);
      case CSHARP -> GrammarReader.csharp(plain);
      case C -> GrammarReader.c(extension, plain);
      case CPP -> GrammarReader.cpp(plain);
    };
  }

  private static Outline python(String extension, String text) {
    var outline = PythonOutline.read(text);
    return extension.equals("pyi") ? outline.withoutBodies() : outline;
  }

  /** The outline alone; empty where the file was not read. */
  public static Optional<Outline> find(RepoPath path, String text) {
    return read(path, text) instanceof Reading.Read(var outline)
        ? Optional.of(outline)
        : Optional.empty();
  }
}
