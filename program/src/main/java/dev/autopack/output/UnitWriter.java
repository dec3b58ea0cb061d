package dev.autopack.output;

import dev.autopack.budget.Format;
import java.util.List;

/**
 * Writes units in the grammar that the readers read: for the examples in prompts, for scripted
 * replies, and as the other half of every round trip.
 */
public final class UnitWriter {
  private UnitWriter() {}

  /**
   * A whole reply: the units and the end.
   *
   * @throws IllegalArgumentException for a format without a writer, or a unit it cannot say
   */
  public static String write(Format format, List<Unit> units) {
    if (format == Format.FULL_FILE) {
      return JsonWriter.fullFile(units);
    }
    var out = new StringBuilder();
    units.forEach(unit -> out.append(write(format, unit)));
    var count = (int) units.stream().filter(unit -> !(unit instanceof Unit.Declare)).count();
    return out.append(end(format, count)).toString();
  }

  /**
   * One unit of a line framing, with its line end.
   *
   * @throws IllegalArgumentException for a format that is no line framing
   */
  public static String write(Format format, Unit unit) {
    return switch (format) {
      case NDJSON -> JsonWriter.line(unit) + "\n";
      case ENVELOPE -> EnvelopeWriter.write(unit);
      case FULL_FILE, DIFF -> throw noLines(format);
    };
  }

  /**
   * What closes a reply of a line framing.
   *
   * @param count the operations before it; a declaration is none
   * @throws IllegalArgumentException for a format that is no line framing
   */
  public static String end(Format format, int count) {
    return switch (format) {
      case NDJSON -> "{\"op\":\"end\",\"count\":%d}\n".formatted(count);
      case ENVELOPE -> "@@@ done %d\n".formatted(count);
      case FULL_FILE, DIFF -> throw noLines(format);
    };
  }

  private static IllegalArgumentException noLines(Format format) {
    return new IllegalArgumentException(
        "'%s' is not written a unit at a time".formatted(format.id()));
  }
}
