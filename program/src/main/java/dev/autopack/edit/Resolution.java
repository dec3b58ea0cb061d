package dev.autopack.edit;

import java.util.List;

/** What came of resolving a proposal against a tree: all of it, or nothing and the reasons. */
public sealed interface Resolution {
  /**
   * Every edit has its place.
   *
   * @param notes what was not taken literally, for people
   */
  record Resolved(ChangeSet changes, List<Note> notes) implements Resolution {
    public Resolved {
      notes = List.copyOf(notes);
    }
  }

  record Refused(List<Problem> problems) implements Resolution {
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal without a reason");
      }
    }
  }

  /** One edit that cannot be done as asked; the text is written for the builder that asked. */
  record Problem(RepoPath path, String text) {}

  /** One file that is not exactly what was sent, and why. */
  record Note(RepoPath path, String text) {}
}
