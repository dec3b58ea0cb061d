package dev.autopack.output;

/** One of the texts that an operation is made of, whole or as far as it came. */
public record TextPart(Role role, String text) {
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
