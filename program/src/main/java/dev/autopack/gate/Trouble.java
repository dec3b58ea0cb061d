package dev.autopack.gate;

import java.util.Locale;

/**
 * What makes a test report less than whole.
 *
 * @param file the file of the repository it is about, empty where it is about the whole run
 * @param location {@code file:line} as far as known, else empty
 * @param text what happened, a sentence; what a tool said in it is untrusted
 */
public record Trouble(Kind kind, String file, String location, String text) {
  /** The kinds of trouble, and whether the rest of the report can still be believed. */
  public enum Kind {
    /** The tool itself is missing or could not start. */
    TOOL,
    /** The code does not compile. */
    COMPILE,
    /** A test file could not be loaded. */
    COLLECTION,
    /** A test file holds tests, and none of them ran. */
    NOT_RUN,
    /** No test ran at all. */
    NO_TESTS,
    /** It took too long, or was silent for too long. */
    HANG,
    /** It ended before it was done. */
    CRASH,
    /** The report is missing, old, unreadable, or at odds with the exit code. */
    REPORT;

    /** Whether only one file is concerned, so that the tests of the others still count. */
    public boolean concernsOneFile() {
      return this == COLLECTION || this == NOT_RUN;
    }

    /** As in evidence. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** About the whole run. */
  public Trouble(Kind kind, String text) {
    this(kind, "", "", text);
  }

  /** The same for the same cause, so that old trouble is told from new. */
  public String fingerprint() {
    return finding().fingerprint();
  }

  public GateFinding finding() {
    var where = location.isEmpty() ? file : location;
    var shown = where.isEmpty() ? text : where + ": " + text;
    return GateFinding.of(kind.id(), file, text, shown);
  }
}
