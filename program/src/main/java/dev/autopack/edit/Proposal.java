package dev.autopack.edit;

import java.util.List;

/** Everything one batch of a builder wants to do, in the order its units closed. */
public record Proposal(List<FileEdit> edits) {
  public Proposal {
    edits = List.copyOf(edits);
  }
}
