package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file's name says: whether it holds tests, and of which file. */
public final class TestNames {
  /** The tested file's stem is the first group that matched. */
  private static final List<Pattern> PYTHON =
      patterns("test_(.+)", "(.+)_tests?", "tests?", "conftest");

  private static final List<Pattern> JAVA =
      patterns("(.+)(?:Test|Tests|TestCase|IT|ITCase)", "Test(\\p{Lu}.*)");
  private static final Pattern KOTLIN_TESTS = Pattern.compile("/src/(?:test|[a-zA-Z0-9]+Test)/");
  private static final Pattern CSHARP_TESTS =
      Pattern.compile("/(?:tests?|[^/]*\\.(?:Unit|Integration)?Tests?)/", Pattern.CASE_INSENSITIVE);
  private static final List<Pattern> CSHARP = patterns("(.+?)(?:Unit)?Tests?");
  private static final List<Pattern> SCRIPT = patterns("(.+)[._-](?:spec|test|tests)");
  private static final List<Pattern> GO = patterns("(.+)_test");
  private static final List<Pattern> C =
      patterns("(.+?)[._-](?:unit[._-]?)?tests?", "tests?[._-](.+)", "(.+)(?:Test|Tests|_TEST)");

  private TestNames() {}

  /** Whether the file holds tests or what only tests use, by its name or its folder. */
  public static boolean isTest(RepoPath path) {
    var language = Language.of(path);
    return language.isPresent()
        && (named(path).isPresent() || isInTestFolder(path, language.get()));
  }

  /**
   * Whether a test runner looks for tests in it; false for fixtures and helpers that only tests
   * use.
   */
  public static boolean holdsTests(RepoPath path) {
    if (!isTest(path)) {
      return false;
    }
    return switch (Language.of(path).orElseThrow()) {
      case PYTHON -> named(path).isPresent() && !path.fileName().equals("conftest.py");
      case JAVA, KOTLIN, GO, CSHARP, C, CPP -> named(path).isPresent();
      case JAVASCRIPT, TYPESCRIPT -> true;
      case RUST -> ("/" + path.folder()).endsWith("/tests");
    };
  }

  /**
   * Whether the test's name is made of the file's: {@code bowling.py} and {@code test_bowling.py}.
   */
  public static boolean isPair(RepoPath file, RepoPath test) {
    var of = Language.of(file);
    var by = Language.of(test);
    if (file.equals(test) || of.isEmpty() || by.isEmpty() || !of.get().mixesWith(by.get())) {
      return false;
    }
    if (isTest(file) || !isTest(test)) {
      return false;
    }
    return subject(test).equals(subject(file));
  }

  /** What the name is about, in small letters: {@code bowling} of both sides of a pair. */
  static String subject(RepoPath path) {
    return plain(isTest(path) ? named(path).orElse(stem(path)) : stem(path));
  }

  /** The tested stem that the name holds; empty text where it holds none, empty where no test. */
  private static Optional<String> named(RepoPath path) {
    var patterns =
        switch (Language.of(path).orElseThrow()) {
          case PYTHON -> PYTHON;
          case JAVA, KOTLIN -> JAVA;
          case CSHARP -> CSHARP;
          case C, CPP -> C;
          case JAVASCRIPT, TYPESCRIPT -> SCRIPT;
          case GO -> GO;
          case RUST -> List.<Pattern>of();
        };
    var stem = stem(path);
    return patterns.stream()
        .map(pattern -> pattern.matcher(stem))
        .filter(matcher -> matcher.matches())
        .map(matcher ->
            matcher.groupCount() == 0 ? "" : Optional.ofNullable(matcher.group(1)).orElse(""))
        .findFirst();
  }

  private static boolean isInTestFolder(RepoPath path, Language language) {
    var folder = "/" + path.folder() + "/";
    return switch (language) {
      case RUST, PYTHON, C, CPP -> folder.contains("/tests/") || folder.contains("/test/");
      case JAVA -> folder.contains("/src/test/");
      // Each target of a multiplatform module has its own: commonTest, jvmTest.
      case KOTLIN -> KOTLIN_TESTS.matcher(folder).find();
      case CSHARP -> CSHARP_TESTS.matcher(folder).find();
      case JAVASCRIPT, TYPESCRIPT ->
          folder.contains("/__tests__/") || folder.contains("/test/") || folder.contains("/tests/");
      case GO -> false;
    };
  }

  private static String stem(RepoPath path) {
    var name = path.fileName();
    var dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static String plain(String stem) {
    return stem.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static List<Pattern> patterns(String... texts) {
    return Stream.of(texts).map(Pattern::compile).toList();
  }
}
