package dev.autopack.output;

import dev.autopack.edit.FileEdit.Lines;
import java.util.Optional;

/**
 * One of the texts that an operation is made of, whole or as far as it came.
 *
 * @param lines what is said of where an old text stands; for the hunks of a diff and their like
 */
public record TextPart(Role role, String text, Optional<Lines> lines) {
  TextPart(Role role, String text) {
    this(role, text, Optional.empty());
  }

  boolean hasText() {
    return !text.isEmpty();
  }

  boolean isEmptyContent() {
    return role == Role.CONTENT && text.isEmpty();
  }

  /** What the text is to its operation. */
  public enum Role {
    /** The whole text of a create or rewrite. */
    CONTENT,
    /** What a replacement finds. */
    BEFORE,
    /** What stands there afterwards. */
    AFTER
  }
}
