package dev.autopack.gate;

import java.util.List;

/**
 * What came of asking a model that did not build a change for its findings. Recorded, never
 * executed: it can speak against what the executed checks let pass, and for nothing.
 */
public sealed interface Audit {
  /** Nobody was asked. */
  record Off(String why) implements Audit {}

  /**
   * The auditor's own answer, held against the diff that it saw.
   *
   * @param summary its own words, one line
   */
  record Answered(Asked asked, String summary, List<Remark> remarks) implements Audit {
    public Answered {
      remarks = List.copyOf(remarks);
    }

    /** Those of this weight, in the auditor's order. */
    public List<Remark> remarks(Severity severity) {
      return remarks.stream().filter(remark -> remark.severity() == severity).toList();
    }
  }

  /** Somebody was asked, and no judgement came of it. */
  record Unusable(Asked asked, String why) implements Audit {}

  /**
   * Who was asked what.
   *
   * @param model the name that plan or settings know it by
   * @param promptSha256 of what it was shown, as it is kept; empty where nothing could be shown
   * @param answerSha256 of its last reply, as it is kept; empty where none came
   * @param unseen changed files that its prompt had no room for
   */
  record Asked(String model, String promptSha256, String answerSha256, List<String> unseen) {
    public Asked {
      unseen = List.copyOf(unseen);
    }
  }

  /** What a remark weighs, the least first. */
  enum Severity {
    /** For the record. */
    NOTE,
    /** A person should look. */
    WARNING,
    /** The change must not be committed like this. */
    BLOCKING;

    /** As auditors write it. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One finding of an auditor: untrusted text, each part on one line.
   *
   * @param rule the acceptance criterion or rule that is broken, as the auditor names it
   * @param unfounded why it counts as a note, whatever the auditor said; empty where it stands
   */
  record Remark(Severity severity, Place place, String rule, String text, String unfounded) {
    public boolean isFounded() {
      return unfounded.isEmpty();
    }

    @Override
    public String toString() {
      var counts = isFounded() ? severity.id() : "unfounded, %s".formatted(unfounded);
      return "%s (%s) %s: %s".formatted(place, counts, rule, text);
    }
  }

  /**
   * What a remark is about.
   *
   * @param line from 1, after the change or, for a deleted line, before it; 0 where it is unknown
   * @param quote the line of the diff that shows it
   */
  record Place(String file, int line, String quote) {
    @Override
    public String toString() {
      return line == 0 ? file : "%s:%d".formatted(file, line);
    }
  }
}
