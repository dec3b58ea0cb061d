package dev.autopack.cli;

import java.time.Duration;

/** How long ago something was, in the unit a person thinks in. */
final class Ages {
  private Ages() {}

  static String show(Duration age) {
    if (age.isNegative()) {
      return "0 s";
    }
    if (age.toMinutes() == 0) {
      return age.toSeconds() + " s";
    }
    if (age.toHours() == 0) {
      return age.toMinutes() + " min";
    }
    return age.toDays() == 0 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
