package dev.autopack.run;

import java.util.Locale;

/** How states are written for people. */
public final class Words {
  private static final int MAX = 240;

  private Words() {}

  public static String of(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The first line of what may be many, cut where nobody would read on. */
  public static String line(String text) {
    var first = text.strip().lines().findFirst().orElse("").strip();
    var end = first.offsetByCodePoints(0, Math.min(first.codePointCount(0, first.length()), MAX));
    return end < first.length() ? first.substring(0, end) + "..." : first;
  }
}
