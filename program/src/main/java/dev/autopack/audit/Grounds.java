package dev.autopack.audit;

import dev.autopack.gate.Audit.Place;
import dev.autopack.gate.Audit.Remark;
import dev.autopack.gate.Audit.Severity;
import java.util.List;

/**
 * Holds remarks against the diff that they were made of: one that names a file which was not shown,
 * or quotes what is not there, counts as a note. So nothing that a model makes up can block.
 */
public final class Grounds {
  private Grounds() {}

  /**
   * The remarks, each as it counts, at the line that its quote stands on.
   *
   * @param shown what the auditor saw
   */
  public static List<Remark> check(List<Remark> remarks, Diff shown) {
    return remarks.stream().map(remark -> check(remark, shown)).toList();
  }

  private static Remark check(Remark remark, Diff shown) {
    var place = remark.place();
    var file = shown.find(place.file());
    if (file.isEmpty()) {
      return unfounded(remark, "the change that it saw has no such file");
    }
    var line = file.get().find(place.quote(), place.line());
    return line.isEmpty()
        ? unfounded(remark, "the file's diff holds no such line")
        : new Remark(
            remark.severity(),
            new Place(file.get().path(), line.get(), firstLine(place.quote())),
            remark.rule(),
            remark.text(),
            "");
  }

  private static Remark unfounded(Remark remark, String why) {
    var place = remark.place();
    return new Remark(
        Severity.NOTE,
        new Place(place.file(), place.line(), firstLine(place.quote())),
        remark.rule(),
        remark.text(),
        why);
  }

  /** Enough to find it by, and nothing that could look like a text of ours. */
  private static String firstLine(String quote) {
    return quote.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }
}
