package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file that a phase must deliver.
 *
 * @param action empty where the plan does not say: create or modify, as the tree has it
 * @param from the source of a rename, present exactly then
 * @param lines how long its author expects it to be
 * @param needs deliverables that must come earlier
 */
public record Deliverable(
    RepoPath path,
    Optional<Action> action,
    Optional<RepoPath> from,
    List<String> symbols,
    OptionalInt lines,
    List<RepoPath> needs) {
  public Deliverable {
    symbols = List.copyOf(symbols);
    needs = List.copyOf(needs);
    if (from.isPresent() != action.equals(Optional.of(Action.RENAME))) {
      throw new IllegalArgumentException(
          "'%s' needs a source if it is a rename, and only then".formatted(path));
    }
  }

  public static Deliverable of(RepoPath path) {
    return new Deliverable(
        path, Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty(), List.of());
  }

  /** The same, of about so many lines. */
  public Deliverable withLines(int expected) {
    return new Deliverable(path, action, from, symbols, OptionalInt.of(expected), needs);
  }

  /** What happens to the file. */
  public enum Action {
    CREATE,
    MODIFY,
    DELETE,
    RENAME;

    /** As written in a plan. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
