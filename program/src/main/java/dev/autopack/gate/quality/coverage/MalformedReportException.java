package dev.autopack.gate.quality.coverage;

/** A report breaks its format's rules; never leaves the package. */
final class MalformedReportException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedReportException(String why) {
    super(why);
  }

  static MalformedReportException at(int line, String text) {
    var shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return new MalformedReportException("line %d is '%s'".formatted(line, shown));
  }
}
