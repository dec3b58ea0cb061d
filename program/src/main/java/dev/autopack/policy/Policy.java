package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.NeverList;
import dev.autopack.plan.PathPattern;
import dev.autopack.policy.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules. The strictest finding decides; all are kept, so that a person is asked once about
 * everything.
 */
public final class Policy {
  private static final int NOTIFY_DELETED_LINES = 100;
  private static final int ASK_DELETED_LINES = 200;
  private static final int LARGE_FILE_LINES = 300;
  private static final double LEAST_SIMILARITY = 0.6;
  private static final int MAX_FILE_CHARS = 2_000_000;
  private static final Pattern TEST_FILE =
      Pattern.compile(
          "(?:.*/)?(?:test_[^/]*\\.py|[^/]*_test\\.(?:py|go)|[^/]*Tests?\\.(?:java|kt|cs)|[^/]*\\.(?:spec|test)\\.[cm]?[jt]sx?)"
              + "|(?:.*/)?tests/[^/]*\\.(?:rs|py)");

  private final Protected protectedPaths;

  /**
   * The rules with a project's additions.
   *
   * @param additions paths that the settings protect on top
   */
  public Policy(List<PathPattern> additions) {
    this.protectedPaths = new Protected(additions);
  }

  /**
   * Judges a whole change.
   *
   * @param tree what the change is put on
   */
  public Decision judge(PolicyScope scope, Tree tree, ChangeSet changes) {
    var findings = new ArrayList<Finding>();
    for (var change : changes.changes()) {
      var isNew = !tree.contains(change.path());
      findings.addAll(ofPath(scope, change.path(), isNew));
      ofContent(change).ifPresent(findings::add);
      ofSize(change).ifPresent(findings::add);
      ofTests(change).ifPresent(findings::add);
    }
    ofDeletions(changes).ifPresent(findings::add);
    var strictest =
        findings.stream().map(Finding::severity).max(java.util.Comparator.naturalOrder());
    if (strictest.equals(Optional.of(Severity.REFUSE))) {
      return new Decision.Refuse(
          findings.stream().filter(one -> one.severity() == Severity.REFUSE).toList());
    }
    return strictest.equals(Optional.of(Severity.ASK))
        ? new Decision.Ask(findings)
        : new Decision.Allow(findings);
  }

  /** What is refused of one edit while it streams in; what must be asked can wait for the rest. */
  public List<Finding> refusals(PolicyScope scope, FileEdit edit) {
    var paths =
        edit instanceof FileEdit.Rename rename
            ? List.of(rename.path(), rename.from())
            : List.of(edit.path());
    var findings = paths.stream().flatMap(path -> ofPath(scope, path, false).stream());
    return Stream.concat(findings, secretOf(edit.path(), texts(edit)).stream())
        .filter(finding -> finding.severity() == Severity.REFUSE)
        .toList();
  }

  /** What the rules say of a path, whatever is written there. */
  public List<Finding> explain(RepoPath path, PolicyScope scope) {
    return ofPath(scope, path, true);
  }

  private List<Finding> ofPath(PolicyScope scope, RepoPath path, boolean isNew) {
    var never = NeverList.reason(path, scope.plan());
    if (never.isPresent()) {
      return List.of(
          finding("never-list", Severity.REFUSE, path, never.orElseThrow(), Risk.CRITICAL));
    }
    if (scope.forbid().stream().anyMatch(pattern -> pattern.matches(path))) {
      return List.of(
          finding(
              "forbidden",
              Severity.REFUSE,
              path,
              "the plan forbids this phase to touch it",
              Risk.HIGH));
    }
    var findings = new ArrayList<Finding>();
    protectedPaths
        .find(path)
        .filter(_ -> !scope.granted().contains(path))
        .ifPresent(what ->
            findings.add(finding("protected", Severity.ASK, path, "it is " + what, Risk.HIGH)));
    if (!scope.allows(path, isNew)) {
      findings.add(
          finding(
              "outside-scope",
              Severity.ASK,
              path,
              "it is outside the phase's scope",
              TEST_FILE.matcher(path.value()).matches() ? Risk.HIGH : Risk.MEDIUM));
    }
    return findings;
  }

  private static Finding finding(
      String rule, Severity severity, RepoPath path, String why, Risk risk) {
    return new Finding(rule, severity, List.of(path), "'%s': %s".formatted(path, why), risk);
  }

  private static List<String> texts(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create(_, var content) -> List.of(content);
      case FileEdit.Rewrite(_, var content) -> List.of(content);
      case FileEdit.Edit(_, var replacements) ->
          replacements.stream().map(FileEdit.Replacement::after).toList();
      case FileEdit.Rename(_, _, var replacements) ->
          replacements.stream().map(FileEdit.Replacement::after).toList();
      case FileEdit.Delete _ -> List.of();
    };
  }

  /** A rewrite may repeat a secret that was there before; only the whole change can tell. */
  private static Optional<Finding> secretOf(RepoPath path, List<String> texts) {
    return texts.stream()
        .map(Secrets::find)
        .flatMap(Optional::stream)
        .findFirst()
        .map(what -> secret(path, what));
  }

  private static Finding secret(RepoPath path, String what) {
    return finding("secret", Severity.REFUSE, path, "the text holds " + what, Risk.CRITICAL);
  }

  private static Optional<Finding> ofContent(FileChange change) {
    var added = String.join("\n", LineDelta.of(change).added());
    return Secrets.find(added).map(what -> secret(change.path(), what));
  }

  private static Optional<Finding> ofSize(FileChange change) {
    var after = change.after().orElse("");
    if (after.length() > MAX_FILE_CHARS) {
      return Optional.of(
          finding(
              "size",
              Severity.ASK,
              change.path(),
              "it would hold %d characters".formatted(after.length()),
              Risk.MEDIUM));
    }
    var delta = LineDelta.of(change);
    if (change.after().isPresent()
        && delta.before() >= LARGE_FILE_LINES
        && delta.similarity() < LEAST_SIMILARITY) {
      return Optional.of(
          finding(
              "large-rewrite",
              Severity.ASK,
              change.path(),
              "a file of %d lines keeps only %d %% of them"
                  .formatted(delta.before(), Math.round(100 * delta.similarity())),
              Risk.HIGH));
    }
    return Optional.empty();
  }

  private static Optional<Finding> ofTests(FileChange change) {
    return change.after().isEmpty() && TEST_FILE.matcher(change.path().value()).matches()
        ? Optional.of(
            finding(
                "test-deleted", Severity.ASK, change.path(), "a test file is deleted", Risk.HIGH))
        : Optional.empty();
  }

  private static Optional<Finding> ofDeletions(ChangeSet changes) {
    var deleted = changes.changes().stream().mapToInt(it -> LineDelta.of(it).deleted()).sum();
    if (deleted <= NOTIFY_DELETED_LINES) {
      return Optional.empty();
    }
    var asks = deleted > ASK_DELETED_LINES;
    return Optional.of(
        new Finding(
            "deletions",
            asks ? Severity.ASK : Severity.NOTIFY,
            changes.paths(),
            "%d lines are deleted".formatted(deleted),
            asks ? Risk.MEDIUM : Risk.LOW));
  }
}
