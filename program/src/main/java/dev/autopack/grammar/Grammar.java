package dev.autopack.grammar;

/**
 * A grammar that texts can be parsed by. Tolerant: broken text gives a tree too, with the broken
 * places marked. May be shared between threads.
 */
public enum Grammar {
  C("c"),
  CPP("cpp"),
  CSHARP("c-sharp"),
  GO("go"),
  JAVASCRIPT("javascript"),
  RUST("rust"),
  TSX("tsx"),
  TYPESCRIPT("typescript");

  private final String library;

  Grammar(String library) {
    this.library = library;
  }

  /** As the library files spell it. */
  String library() {
    return library;
  }

  /**
   * Parses a whole text within the bounds of {@link Parser}.
   *
   * <p>The bounds count work, not time, so that the same text always has the same answer.
   */
  public Parsed parse(String text) {
    return Parser.parse(this, text);
  }
}
