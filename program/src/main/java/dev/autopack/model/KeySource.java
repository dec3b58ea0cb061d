package dev.autopack.model;

/** Where a model's key is found. Never in the repository. */
public sealed interface KeySource {
  /** The server asks for none, or is never given one. */
  record None() implements KeySource {}

  /** An environment variable of this name. */
  record Variable(String name) implements KeySource {}

  /**
   * A file that holds the key and nothing else.
   *
   * @param path absolute, or under the home folder as {@code ~/...}
   */
  record File(String path) implements KeySource {}
}
