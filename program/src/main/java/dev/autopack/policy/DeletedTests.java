package dev.autopack.policy;

import dev.autopack.code.TestNames;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Test files that go away, unless the plan names them or they come back under another test's name.
 */
record DeletedTests() implements Rule.OfText {
  private static final Set<String> TEST_FOLDERS = Set.of("test", "tests", "__tests__", "spec");

  @Override
  public String name() {
    return "tests-deleted";
  }

  @Override
  public String minds() {
    return "Test files are deleted only where the plan names them or a person approves.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    var deleted =
        judged.changes().changes().stream()
            .filter(change -> change.after().isEmpty())
            .map(FileChange::path)
            .filter(DeletedTests::isTest)
            .filter(path -> !isMovedToATest(path, judged))
            .filter(path -> !judged.scope().granted().contains(path))
            .toList();
    return deleted.isEmpty()
        ? List.of()
        : List.of(new Said(Severity.ASK, deleted, "tests are deleted"));
  }

  private static boolean isTest(RepoPath path) {
    return TestNames.isTest(path)
        || List.of(path.folder().split("/", -1)).stream().anyMatch(TEST_FOLDERS::contains);
  }

  private static boolean isMovedToATest(RepoPath path, Judged judged) {
    return judged.changes().changes().stream()
        .anyMatch(
            change -> change.renamedFrom().equals(Optional.of(path)) && isTest(change.path()));
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.deleting("tests/test_slug.py"),
        Example.deleting("src/test/java/SlugTest.java"),
        Example.deleting("web/slug.spec.ts"),
        Example.deleting("spec/slug_spec.rb"),
        renaming("tests/test_slug.py", "attic/slug.txt"));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.deleting("src/slug.py"),
        Example.deleting("docs/testing.md"),
        Example.modifying("tests/test_slug.py", Example.OPEN),
        renaming("tests/test_slug.py", "tests/test_slugs.py"));
  }

  private static Example renaming(String from, String to) {
    var source = new RepoPath(from);
    return Example.of(
        "rename %s to %s".formatted(from, to),
        List.of(
            new FileChange(
                source, Optional.of("x\n"), Optional.empty(), Optional.empty(), Rung.EXACT),
            new FileChange(
                new RepoPath(to),
                Optional.empty(),
                Optional.of("x\n"),
                Optional.of(source),
                Rung.EXACT)));
  }
}
