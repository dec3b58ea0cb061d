package dev.autopack.gate;

import java.util.List;

/** What came of asking a second model for its judgement of a change. */
public sealed interface Audit {
  /** Nobody was asked. */
  record Off(String why) implements Audit {}

  /**
   * The auditor's own answer.
   *
   * @param model the name of the model that gave it
   * @param sha256 of the whole reply, as it is kept
   */
  record Answered(String model, Opinion opinion, List<Remark> remarks, String sha256)
      implements Audit {
    public Answered {
      remarks = List.copyOf(remarks);
    }
  }

  /** What came is no answer. */
  record Unparsable(String model, String why, String sha256) implements Audit {}

  /** What an auditor can say. */
  enum Opinion {
    APPROVE,
    REJECT,
    UNSURE
  }

  /**
   * One finding of an auditor: untrusted text.
   *
   * @param line from 1; 0 where it is about the whole file
   */
  record Remark(String file, int line, String severity, String text) {
    @Override
    public String toString() {
      return "%s:%d (%s) %s".formatted(file, line, severity, text);
    }
  }
}
