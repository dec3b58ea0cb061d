package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the deliverables of a phase against the trees before and after it: what is there, never
 * what anyone said of it. Pure.
 */
public final class DeliverablesGate {
  private final Tree before;
  private final Tree after;
  private final List<SyntaxCheck> syntax;

  private DeliverablesGate(Tree before, Tree after, List<SyntaxCheck> syntax) {
    this.before = before;
    this.after = after;
    this.syntax = List.copyOf(syntax);
  }

  /**
   * Judges the tree that a phase made.
   *
   * @param before the tree the phase began with
   * @param syntax for files that no compiler will read
   */
  public static Verdict judge(Phase phase, Tree before, Tree after, List<SyntaxCheck> syntax) {
    return new DeliverablesGate(before, after, syntax).judge(phase.deliverables());
  }

  private Verdict judge(List<Deliverable> deliverables) {
    if (deliverables.isEmpty()) {
      return new Verdict.Unknown(
          GateName.DELIVERABLES,
          "the phase lists no deliverable, so nothing shows that it is done",
          List.of());
    }
    var findings = new ArrayList<GateFinding>();
    var failed = 0;
    for (var deliverable : deliverables) {
      var wrong = check(deliverable);
      failed += wrong.isEmpty() ? 0 : 1;
      findings.addAll(wrong);
    }
    var count = deliverables.size();
    return findings.isEmpty()
        ? new Verdict.Pass(GateName.DELIVERABLES, "%d of %d delivered".formatted(count, count))
        : new Verdict.Fail(
            GateName.DELIVERABLES, "%d of %d not delivered".formatted(failed, count), findings);
  }

  private List<GateFinding> check(Deliverable deliverable) {
    var path = deliverable.path();
    if (deliverable.action().equals(Optional.of(Deliverable.Action.DELETE))) {
      return checkDeleted(path);
    }
    if (!after.contains(path)) {
      return List.of(finding("missing", path, "is not there"));
    }
    var findings = new ArrayList<>(checkAction(deliverable));
    if (isUnchanged(path)) {
      findings.add(finding("unchanged", path, "was not changed in this phase"));
    } else {
      text(after, path)
          .map(text -> new BodyCheck(path, text(before, path), text, syntax))
          .ifPresent(body -> findings.addAll(body.check(deliverable.symbols())));
    }
    return findings;
  }

  private List<GateFinding> checkDeleted(RepoPath path) {
    if (after.contains(path)) {
      return List.of(finding("not-deleted", path, "should be deleted, and is still there"));
    }
    return before.contains(path)
        ? List.of()
        : List.of(finding("not-deleted", path, "should be deleted, and was never there"));
  }

  /** Where the plan does not say, new and changed are both right. */
  private List<GateFinding> checkAction(Deliverable deliverable) {
    var path = deliverable.path();
    var wasThere = before.contains(path);
    return deliverable
        .action()
        .flatMap(action ->
            switch (action) {
              case CREATE ->
                  finding(wasThere, "not-created", path, "should be new, and was there before");
              case MODIFY ->
                  finding(
                      !wasThere,
                      "not-modified",
                      path,
                      "should be changed, and was not there before");
              case RENAME -> checkRenamed(path, deliverable.from().orElseThrow());
              case DELETE -> Optional.empty();
            })
        .stream()
        .toList();
  }

  private Optional<GateFinding> checkRenamed(RepoPath path, RepoPath from) {
    return after.contains(from)
        ? finding(true, "not-renamed", path, "should replace '%s', which is there".formatted(from))
        : finding(
            !before.contains(from),
            "not-renamed",
            path,
            "should replace '%s', which never was there".formatted(from));
  }

  private boolean isUnchanged(RepoPath path) {
    var was = before.find(path);
    return was.isPresent() && was.equals(after.find(path));
  }

  /** Empty for what holds no text: a link, a submodule, a picture. */
  private static Optional<String> text(Tree tree, RepoPath path) {
    return tree.find(path)
        .filter(entry -> entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE)
        .flatMap(_ -> tree.bytes(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> text.indexOf('\0') < 0);
  }

  private static Optional<GateFinding> finding(
      boolean isWrong, String cause, RepoPath path, String text) {
    return isWrong ? Optional.of(finding(cause, path, text)) : Optional.empty();
  }

  static GateFinding finding(String cause, RepoPath path, String text) {
    return GateFinding.of(
        cause, path.value(), text, "the deliverable '%s' %s".formatted(path, text));
  }
}
