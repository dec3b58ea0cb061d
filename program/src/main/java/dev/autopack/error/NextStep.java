package dev.autopack.error;

/** Refuses an error that does not say what is wrong or what to do next. */
final class NextStep {
  private NextStep() {}

  static String require(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an error without a " + what);
    }
    return text;
  }
}
