package dev.autopack.edit;

/** How exactly a replacement's text was found, from the strictest to the loosest. */
public enum Rung {
  EXACT("nothing"),
  TRAILING_SPACE("white space at line ends"),
  INDENTATION("indentation"),
  TYPOGRAPHY("how quotes, dashes and accents are typed"),
  ELIDED_LINES("what an ellipsis stands for"),
  DRIFTED_CONTEXT("context that changed"),
  ALREADY_APPLIED("that it is done already");

  private final String ignores;

  Rung(String ignores) {
    this.ignores = ignores;
  }

  /** What the comparison left out of account, for people. */
  public String ignores() {
    return ignores;
  }

  /** The looser of the two. */
  public Rung orLooser(Rung other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
