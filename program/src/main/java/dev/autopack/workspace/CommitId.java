package dev.autopack.workspace;

/** The object id of a commit, in full. */
public record CommitId(String value) {
  public CommitId {
    ObjectIds.require(value);
  }

  /** As people write it. */
  public String abbreviated() {
    return value.substring(0, 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
