package dev.autopack.gate;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import java.util.Optional;

/**
 * What a plan wrote to name tests: a file, a folder, a class, or one test in it.
 *
 * <p>{@code tests/test_a.py}, {@code tests/}, {@code tests/test_a.py::TestA::test_b}, {@code
 * com.acme.ATest}, {@code ATest#adds}; the cases of a parametrised test belong to its name.
 *
 * @param text as written
 */
record TestSelector(String text) {
  boolean selects(TestResult result) {
    var plain = plain();
    var id = result.id();
    return isSuite(plain, result)
        || plain.equals(id.toString())
        || selectsInside(plain, "::", result)
        || selectsInside(plain, "#", result);
  }

  /** The file it names, by its extension; empty for a class or a folder. */
  Optional<RepoPath> file() {
    var plain = plain().split("::|#", 2)[0];
    if (!plain.matches(".*\\.[a-z]{1,6}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RepoPath(plain));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private String plain() {
    return text.strip().replace('\\', '/').replaceFirst("^\\./", "");
  }

  private static boolean selectsInside(String plain, String separator, TestResult result) {
    var at = plain.indexOf(separator);
    if (at <= 0) {
      return false;
    }
    var name = plain.substring(at + separator.length());
    var id = result.id();
    return isSuite(plain.substring(0, at), result)
        && (name.equals(id.name())
            || name.equals(id.withoutParameters().name())
            || id.name().startsWith(name + "::"));
  }

  private static boolean isSuite(String plain, TestResult result) {
    var folder = plain.endsWith("/") ? plain : plain + "/";
    return plain.equals(result.file())
        || result.file().startsWith(folder)
        || plain.equals(result.id().suite())
        || (!result.id().suite().equals(result.file()) && isClass(plain, result.id().suite()));
  }

  /** A class is also named without its module or package, and stands for those inside it. */
  private static boolean isClass(String plain, String suite) {
    var type = suite.substring(suite.indexOf(':') + 1);
    var bare = type.substring(type.lastIndexOf('.') + 1);
    return plain.equals(type)
        || plain.equals(bare)
        || type.startsWith(plain + "$")
        || bare.startsWith(plain + "$");
  }
}
