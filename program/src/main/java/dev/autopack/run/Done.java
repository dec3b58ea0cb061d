package dev.autopack.run;

/** The result of a step that has none. */
enum Done {
  DONE
}
