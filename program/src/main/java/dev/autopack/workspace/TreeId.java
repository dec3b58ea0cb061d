package dev.autopack.workspace;

/** The object id of a tree, in full: the same id is the same files. */
public record TreeId(String value) {
  public TreeId {
    ObjectIds.require(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
