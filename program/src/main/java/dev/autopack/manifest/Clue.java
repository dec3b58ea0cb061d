package dev.autopack.manifest;

/**
 * One thing that speaks for a file being part of the work.
 *
 * @param share how strongly it speaks, from 0; most kinds end at 1
 * @param detail the names or words that it is about, for people
 */
record Clue(Kind kind, double share, String detail) {
  /**
   * What may speak for a file. The weights were set on real commits, of which only the subject was
   * known; see {@code docs/figures.md}.
   */
  enum Kind {
    PATH(5, "the goal names it"),
    FOLDER(3, "the goal names its folder"),
    STEM(4, "the goal names '%s'"),
    TAG(2, "the goal is marked '%s'"),
    NAME_WORDS(3, "its name says %s"),
    FOLDER_WORDS(1.5, "its folder says %s"),
    ONE_WORD_NAME(1, "its name is %s"),
    DEFINES(1, "it seems to define %s"),
    USES(0.7, "it uses %s"),
    DEFINED_WORDS(1, "what it defines says %s"),
    TEXT(1.5, "its text speaks of %s"),
    SIMILAR(3, "it was part of '%s'"),
    RECENT(0.9, "it was changed often of late"),
    KIND(0.5, "the goal is about %s");

    private final double weight;
    private final String text;

    Kind(double weight, String text) {
      this.weight = weight;
      this.text = text;
    }
  }

  double points() {
    return kind.weight * share;
  }

  /** For people. */
  String text() {
    return kind.text.replace("%s", detail);
  }
}
