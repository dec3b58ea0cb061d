package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;

/** Guesses which file was meant by a path that is not there. */
final class NearPaths {
  private static final int SHOWN = 3;

  private NearPaths() {}

  /** A few quoted paths: those with the same name first, then the neighbours in its folder. */
  static List<String> of(Tree tree, RepoPath missing) {
    var near = new ArrayList<String>();
    var name = missing.foldedName();
    for (var path : tree.paths()) {
      if (near.size() < SHOWN && path.foldedName().equals(name)) {
        near.add("'" + path + "'");
      }
    }
    if (near.isEmpty() && !missing.folder().isEmpty()) {
      for (var path : tree.paths()) {
        if (near.size() < SHOWN && path.folder().equals(missing.folder())) {
          near.add("'" + path + "'");
        }
      }
    }
    return near;
  }
}
