package dev.autopack.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How states, moments and numbers of things are written for people. */
public final class Words {
  private static final int MAX = 240;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

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

  /** A moment to the minute, in the one zone that a report's readers share. */
  public static String of(Instant moment) {
    return MINUTE.format(moment) + " UTC";
  }

  /** "1 phase", "2 phases". */
  public static String count(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }
}
