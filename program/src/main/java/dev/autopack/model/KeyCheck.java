package dev.autopack.model;

/** What a provider says of a key before anything is asked of its models. */
public sealed interface KeyCheck {
  /** The provider answered as it answers those it knows, or no key is needed. */
  record Accepted() implements KeyCheck {}

  /**
   * The provider does not accept the key.
   *
   * @param detail its words, scrubbed of the key
   */
  record Refused(String detail) implements KeyCheck {}

  /**
   * Nothing can be told: the server has no such question, or did not answer.
   *
   * @param why for people
   */
  record Unknown(String why) implements KeyCheck {}
}
