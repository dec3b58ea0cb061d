package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * Finds the tests of a file with all they say and do, by the structure of its language: brackets
 * and indentation outside of comments and literals. Tolerant of broken text, linear.
 */
public final class TestBodies {
  private TestBodies() {}

  /** In the file's order; none for a language whose tests are not read this way. */
  public static List<TestBody> read(RepoPath path, String text) {
    if (text.length() > SourceReader.MAX_CHARS) {
      return List.of();
    }
    return Language.of(path).map(language -> read(language, text)).orElse(List.of());
  }

  private static List<TestBody> read(Language language, String text) {
    var source = new BracketText(text, MaskedText.of(language, text));
    return switch (language) {
      case PYTHON -> new PythonTestBodies(source).read();
      case JAVA -> new MarkedTestBodies(source, MarkedTestBodies.JAVA).read();
      case KOTLIN -> new MarkedTestBodies(source, MarkedTestBodies.KOTLIN).read();
      case RUST -> new MarkedTestBodies(source, MarkedTestBodies.RUST).read();
      case GO -> new GoTestBodies(source).read();
      case JAVASCRIPT, TYPESCRIPT -> new ScriptTestBodies(source).read();
      case CSHARP, C, CPP -> List.of();
    };
  }
}
