package dev.autopack.run;

import java.util.Locale;

/** How states are written for people. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
