package dev.autopack.gate;

import dev.autopack.code.WordCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Scope;
import java.util.List;

/**
 * All that the manifest gate judges by.
 *
 * @param declarations what the builder declared, in the order it did; may be none
 * @param planned what the plan lists
 * @param changed the paths that differ between the trees
 * @param words remembers which words files name
 */
public record ManifestQuestion(
    List<Declaration> declarations,
    List<Deliverable> planned,
    Scope scope,
    List<RepoPath> changed,
    Tree before,
    Tree after,
    WordCache words) {
  public ManifestQuestion {
    declarations = List.copyOf(declarations);
    planned = List.copyOf(planned);
    changed = List.copyOf(changed);
  }
}
