package dev.autopack.edit;

import java.util.List;

/**
 * One operation on one file, as a builder proposed it. Text is UTF-8 and exact: line ends, byte
 * order mark and the final newline, or none, are part of it. Text that no UTF-8 file can hold, or
 * that git would call binary, is refused when the edit is made.
 */
public sealed interface FileEdit {
  RepoPath path();

  /** Makes a file that must not exist yet. */
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

  /** A stretch of text to find, exactly once, and what stands there afterwards. */
  record Replacement(String before, String after) {
    public Replacement {
      if (before.isEmpty()) {
        throw new IllegalArgumentException("a replacement of nothing has no place");
      }
      TextRule.require(before);
      TextRule.require(after);
    }
  }
}
