package dev.autopack.builder;

import dev.autopack.edit.FileChange;
import dev.autopack.plan.Deliverable;
import java.util.List;

/** Which part of a phase's work a conversation is about. */
public sealed interface Portion {
  /** All of it at once. */
  record Whole() implements Portion {}

  /**
   * One of several batches; the conversation's phase has the deliverables of this one alone.
   *
   * @param number of this batch, from 1
   * @param total how many there will be, as far as can be told
   * @param later what the batches behind it are to deliver
   * @param finished what those before it really made, what this one builds on first
   */
  record Batch(int number, int total, List<Deliverable> later, List<FileChange> finished)
      implements Portion {
    public Batch {
      later = List.copyOf(later);
      finished = List.copyOf(finished);
    }
  }

  /**
   * The parts were put together and do not fit; the conversation's phase has the files concerned.
   *
   * @param findings what a compiler or a test said of it
   */
  record Alignment(List<String> findings) implements Portion {
    public Alignment {
      findings = List.copyOf(findings);
    }
  }
}
