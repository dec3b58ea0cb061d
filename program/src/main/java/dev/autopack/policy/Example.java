package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.plan.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A change that a rule must speak of, or must let pass. */
record Example(String what, Judged judged) {
  /** Everything may be written, nothing is forbidden or named. */
  static final PolicyScope OPEN = PolicyScope.everything();

  /** The one deliverable {@code src/slug.py}, with {@code docs/} added and a folder forbidden. */
  static final PolicyScope NARROW =
      new PolicyScope(
          Set.of(new RepoPath("src/slug.py")),
          List.of(new PathPattern("docs/**")),
          Set.of("src"),
          List.of(new PathPattern("src/legacy/**")),
          Set.of(new RepoPath("pyproject.toml")),
          Optional.of(new RepoPath("plans/slugs.yaml")));

  /** Everything may be written, and a command judges it. */
  static final PolicyScope JUDGED =
      new PolicyScope(
          Set.of(),
          List.of(new PathPattern("**")),
          Set.of(),
          List.of(),
          Set.of(),
          Set.of(new RepoPath("ci/check.sh")),
          Optional.empty());

  static Example creating(String path, PolicyScope scope) {
    return of("create " + path, path, Optional.empty(), Optional.of("x\n"), scope);
  }

  static Example modifying(String path, PolicyScope scope) {
    return of("modify " + path, path, Optional.of("x\n"), Optional.of("y\n"), scope);
  }

  static Example deleting(String path) {
    return of("delete " + path, path, Optional.of("x\n"), Optional.empty(), OPEN);
  }

  static Example adding(String text) {
    return of("add " + text, "src/a.py", Optional.of("x\n"), Optional.of("x\n" + text), OPEN);
  }

  static Example text(String what, String before, String after) {
    return of(
        what,
        "src/a.py",
        Optional.of(before).filter(text -> !text.isEmpty()),
        Optional.of(after).filter(text -> !text.isEmpty()),
        OPEN);
  }

  static Example at(String what, String path, String before, String after) {
    return of(what, path, Optional.of(before), Optional.of(after), OPEN);
  }

  static Example of(String what, List<FileChange> changes) {
    return new Example(what, new Judged(new ChangeSet(changes), OPEN));
  }

  private static Example of(
      String what,
      String path,
      Optional<String> before,
      Optional<String> after,
      PolicyScope scope) {
    var change = new FileChange(new RepoPath(path), before, after, Optional.empty(), Rung.EXACT);
    return new Example(what, new Judged(new ChangeSet(List.of(change)), scope));
  }
}
