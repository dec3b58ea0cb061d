package dev.autopack.budget;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.CategoryGuess;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file that is to be written, as far as that is known before.
 *
 * @param from the source of a rename
 */
record Planned(RepoPath path, Action action, Optional<RepoPath> from, Lines lines) {
  /** Files that grow by an entry at a time. */
  private static final Pattern LEDGER =
      Pattern.compile("(changelog|changes|history|news|release[-_ ]?notes|build_log|ledger)\\b.*");

  private static final Set<String> PROSE = Set.of("md", "mdx", "rst", "adoc");

  /** What is said of its lines. */
  sealed interface Lines {
    record Unknown() implements Lines {}

    /** How long the file will be. */
    record Length(int lines) implements Lines {}

    /** How many lines change: those that come and those that go. */
    record Changed(int lines) implements Lines {}
  }

  /** As the plan has it; what it does not say follows from the files that are there. */
  static Planned of(Deliverable deliverable, FileFacts facts) {
    var action =
        deliverable
            .action()
            .orElseGet(
                () -> facts.size(deliverable.path()).isPresent() ? Action.MODIFY : Action.CREATE);
    return new Planned(
        deliverable.path(),
        action,
        deliverable.from(),
        deliverable.lines().isPresent()
            ? new Lines.Length(deliverable.lines().getAsInt())
            : new Lines.Unknown());
  }

  /**
   * As the builder declares it.
   *
   * @param from the source of a rename, which a declaration does not name
   */
  static Planned of(DeclaredFile file, Optional<RepoPath> from) {
    Lines lines =
        file.lines().isEmpty()
            ? new Lines.Unknown()
            : file.action() == Action.CREATE
                ? new Lines.Length(file.lines().getAsInt())
                : new Lines.Changed(file.lines().getAsInt());
    return new Planned(file.path(), file.action(), from, lines);
  }

  boolean isLedger() {
    return LEDGER.matcher(path.fileName().toLowerCase(Locale.ROOT)).matches();
  }

  boolean isTest() {
    return CategoryGuess.of(List.of(path)).category() == Category.TESTS;
  }

  /** A rename that makes another kind of file of it. */
  boolean changesKind() {
    return from.filter(old -> !old.extension().equalsIgnoreCase(path.extension())).isPresent();
  }

  boolean isProse() {
    return PROSE.contains(path.extension().toLowerCase(Locale.ROOT));
  }
}
