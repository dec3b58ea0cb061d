package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Phase;
import java.util.List;
import java.util.Locale;

/** What the phases that a phase builds on delivered, for a part of that phase. */
public final class Foundations {
  private Foundations() {}

  /**
   * Those that the part may come to use. Files that are there show by their imports what they use,
   * so for them only those are left that the goal speaks of; a new file shows nothing yet.
   *
   * @param part with the deliverables of the part alone
   * @param tree that the part starts from
   */
  public static List<RepoPath> of(Phase part, Tree tree, List<RepoPath> foundations) {
    var goal =
        (part.intent().goal() + "\n" + String.join("\n", part.intent().acceptance()))
            .toLowerCase(Locale.ROOT);
    boolean isNew = part.deliverables().stream().anyMatch(it -> !tree.contains(it.path()));
    return foundations.stream()
        .filter(path -> isNew || goal.contains(stem(path).toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static String stem(RepoPath path) {
    var name = path.fileName();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
