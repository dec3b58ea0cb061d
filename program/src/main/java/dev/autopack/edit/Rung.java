package dev.autopack.edit;

/** How exactly a replacement's text was found, from the strictest to the loosest. */
public enum Rung {
  EXACT,
  TRAILING_SPACE,
  INDENTATION,
  ELIDED_LINES,
  DRIFTED_CONTEXT,
  ALREADY_APPLIED
}
