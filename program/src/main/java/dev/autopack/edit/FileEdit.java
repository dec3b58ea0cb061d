package dev.autopack.edit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One operation on one file, as a builder proposed it. Text is UTF-8 and exact: line ends, byte
 * order mark and the final newline, or none, are part of it. Text that no UTF-8 file can hold, or
 * that git would call binary, is refused when the edit is made.
 */
public sealed interface FileEdit {
  RepoPath path();

  /** Makes a file that must not exist yet, or be empty. */
  record Create(RepoPath path, String content) implements FileEdit {
    public Create {
      TextRule.require(content);
    }
  }

  /** Replaces the whole text of a file that must exist. */
  record Rewrite(RepoPath path, String content) implements FileEdit {
    public Rewrite {
      TextRule.require(content);
    }
  }

  /** Replaces stretches of a file that must exist, in the order given. */
  record Edit(RepoPath path, List<Replacement> replacements) implements FileEdit {
    public Edit {
      replacements = List.copyOf(replacements);
      if (replacements.isEmpty()) {
        throw new IllegalArgumentException("an edit of '%s' without a replacement".formatted(path));
      }
    }
  }

  record Delete(RepoPath path) implements FileEdit {}

  /** Moves {@code from} to {@code path}, which must not exist, then edits it there. */
  record Rename(RepoPath path, RepoPath from, List<Replacement> replacements) implements FileEdit {
    public Rename {
      replacements = List.copyOf(replacements);
      if (path.equals(from)) {
        throw new IllegalArgumentException("a rename of '%s' to itself".formatted(path));
      }
    }
  }

  /**
   * A stretch of text to find, exactly once, and what stands there afterwards.
   *
   * @param lines what a format that speaks of lines says of the place; where it is there, {@code
   *     before} is whole lines, and may be empty
   */
  record Replacement(String before, String after, Optional<Lines> lines) {
    public Replacement {
      if (before.isEmpty() && lines.isEmpty()) {
        throw new IllegalArgumentException("a replacement of nothing has no place");
      }
      TextRule.require(before);
      TextRule.require(after);
    }

    public Replacement(String before, String after) {
      this(before, after, Optional.empty());
    }
  }

  /**
   * What is said of where whole lines stand. All of it only chooses among several places that fit.
   *
   * @param first the number of the first line, from 1, in the file as it was before its edit
   * @param under lines that stand above the place, outermost first: a class, a method
   * @param section what a hunk's first line says stands above it; git takes it from a line that may
   *     lie further up than it seems, so it only chooses
   * @param last whether they are the last of the file; lines that replace none are then added there
   */
  record Lines(
      Order order, OptionalInt first, List<String> under, Optional<String> section, boolean last) {
    /** Whole lines of which no more is known. */
    public static final Lines ANYWHERE =
        new Lines(Order.ANY, OptionalInt.empty(), List.of(), Optional.empty(), false);

    /** A hunk of a patch of which no more is known. */
    public static final Lines HUNK =
        new Lines(Order.AS_IN_THE_FILE, OptionalInt.empty(), List.of(), Optional.empty(), false);

    public Lines {
      under = List.copyOf(under);
    }

    public Lines withFirst(int line) {
      return new Lines(order, OptionalInt.of(line), under, section, last);
    }

    public Lines withUnder(List<String> above) {
      return new Lines(order, first, above, section, last);
    }

    public Lines withSection(String above) {
      return new Lines(order, first, under, Optional.of(above), last);
    }

    public Lines atTheEnd() {
      return new Lines(order, first, under, section, true);
    }
  }

  /** In which order the replacements of one edit come. */
  enum Order {
    ANY,
    /** As their places follow one another in the file. */
    AS_IN_THE_FILE
  }
}
