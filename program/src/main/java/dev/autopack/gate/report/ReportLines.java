package dev.autopack.gate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;

/**
 * The lines of a report that is made of lines. Of a line past the bound only its beginning stays.
 */
public final class ReportLines {
  private static final int MAX_LINE_CHARS = 1 << 20;
  private static final int BUFFER_CHARS = 1 << 15;

  private final Reader text;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int from;
  private int to;
  private int number;
  private boolean isEnded = true;

  private ReportLines(Reader text) {
    this.text = text;
  }

  /** Begins to read a file; whoever opened it closes it. */
  public static ReportLines open(InputStream file) throws IOException {
    return new ReportLines(ReportText.open(file));
  }

  /** The next line without its end; empty after the last. */
  public Optional<String> next() throws IOException {
    var line = new StringBuilder();
    while (fill()) {
      var at = from;
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      line.append(buffer, from, Math.min(at - from, MAX_LINE_CHARS - line.length()));
      isEnded = at < to;
      from = isEnded ? at + 1 : at;
      if (isEnded) {
        return Optional.of(close(line));
      }
    }
    // A line that was begun is the last one, and has no end.
    return line.isEmpty() ? Optional.empty() : Optional.of(close(line));
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, text.read(buffer));
    }
    return from < to;
  }

  private String close(StringBuilder line) {
    number++;
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  /** Of the line that came last, from 1. */
  public int number() {
    return number;
  }

  /** Whether the line that came last has its line end: the last one of a cut file has none. */
  public boolean isEnded() {
    return isEnded;
  }
}
