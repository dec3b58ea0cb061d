package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** One thing that policy minds; it carries the examples that prove it. */
sealed interface Rule {
  /** As people read it in findings and in {@code policy explain}. */
  String name();

  /** What it minds, as a sentence. */
  String minds();

  /** Changes that it must speak of. */
  List<Example> matching();

  /** Changes near those that it must let pass. */
  List<Example> passing();

  /** What it says of a change. */
  List<Said> judge(Judged judged);

  /** One thing said; a finding once the change's risk is known. */
  record Said(Severity severity, List<RepoPath> paths, String justification) {
    public Said {
      paths = List.copyOf(paths);
    }
  }

  /** A rule that needs to know nothing but the path, so that it can speak before there is text. */
  non-sealed interface OfPaths extends Rule {
    /** Empty where it has nothing to say; the text is the same for all paths of one kind. */
    Optional<Said> judge(Touch touch, PolicyScope scope);

    @Override
    default List<Said> judge(Judged judged) {
      return judged.changes().changes().stream()
          .map(change -> judge(Touch.of(change), judged.scope()))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /** A rule that reads what changes. */
  non-sealed interface OfText extends Rule {}
}
