package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.NearestName;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Finds the files that a phase's folders and patterns stand for: those that are there, each to be
 * modified. One that stands for none, or for too many, is an objection that says what to write.
 */
final class Expansion {
  /** A builder that must change more files than this is better told which. */
  static final int MAX_FILES = 100;

  private final Phase phase;
  private final Tree tree;
  private final Predicate<RepoPath> allowed;
  private final List<RepoPath> foundations;
  private final List<RepoPath> listed;
  private final Map<RepoPath, ScopedPath> files = new LinkedHashMap<>();
  private final List<Objection> objections = new ArrayList<>();

  /**
   * Expands every folder and pattern of a phase.
   *
   * @param allowed what the phase may write at all
   * @param foundations what will be there besides, once the phases it depends on are complete
   */
  Expansion(Phase phase, Tree tree, Predicate<RepoPath> allowed, List<RepoPath> foundations) {
    this.phase = phase;
    this.tree = tree;
    this.foundations = List.copyOf(foundations);
    this.listed = phase.deliverables().stream().map(Deliverable::path).toList();
    this.allowed = allowed;
    phase.wide().forEach(this::expand);
  }

  /** The phase with every file listed; those it lists itself come first and stay as they are. */
  Phase listed() {
    var all = new ArrayList<>(phase.deliverables());
    files.keySet().stream().map(Expansion::modified).forEach(all::add);
    return phase.listing(all);
  }

  /** Why each file is among them, in the order of the patterns and then of the names. */
  List<ScopedPath> reasons() {
    return List.copyOf(files.values());
  }

  List<Objection> objections() {
    return List.copyOf(objections);
  }

  private static Deliverable modified(RepoPath path) {
    return new Deliverable(
        path,
        Optional.of(Deliverable.Action.MODIFY),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  private void expand(PathPattern pattern) {
    var found = tree.paths().stream().filter(pattern::matches).filter(this::isWritable).toList();
    if (found.isEmpty()) {
      if (foundations.stream().noneMatch(pattern::matches)) {
        objections.add(nothing(pattern));
      }
    } else if (found.size() > MAX_FILES) {
      objections.add(tooMany(pattern, found.size()));
    } else {
      found.stream()
          .filter(path -> !listed.contains(path))
          .forEach(path ->
              files.putIfAbsent(
                  path,
                  new ScopedPath(
                      path,
                      isFolder(pattern)
                          ? "in the deliverable folder '%s'".formatted(pattern)
                          : "matches the deliverable pattern '%s'".formatted(pattern))));
    }
  }

  private boolean isWritable(RepoPath path) {
    return allowed.test(path)
        && tree.find(path)
            .filter(entry -> entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE)
            .isPresent();
  }

  private static boolean isFolder(PathPattern pattern) {
    return pattern.glob().endsWith("/") && !pattern.glob().matches(".*[*?].*");
  }

  private Objection nothing(PathPattern pattern) {
    var what = isFolder(pattern) ? "folder" : "pattern";
    var folder = isFolder(pattern) ? pattern.glob() : fixedFolder(pattern);
    var near = nearestFolder(folder).map(" Did you mean '%s'?"::formatted).orElse("");
    return Objection.error(
        "The phase '%s' lists the deliverable %s '%s', which stands for no file that is there."
            .formatted(phase.id(), what, pattern),
        "Such a deliverable means existing files. List new ones one by one, as in {path: %sNAME, action: create}; 'scope: {write: [\"%s**\"]}' lets the phase add others.%s"
            .formatted(folder, folder, near));
  }

  private Objection tooMany(PathPattern pattern, int count) {
    return Objection.error(
        "The phase '%s' lists the deliverable '%s', which stands for %d files, more than %d that must all be changed."
            .formatted(phase.id(), pattern, count, MAX_FILES),
        "List the files, or write a narrower pattern; 'scope: {write: [\"%s\"]}' lets the phase change what it needs there, beside the deliverables that show it is done."
            .formatted(pattern));
  }

  /** The folders in front of the first name that holds a wildcard. */
  private static String fixedFolder(PathPattern pattern) {
    var glob = pattern.glob();
    int wild = glob.length();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.charAt(i) == '*' || glob.charAt(i) == '?') {
        wild = i;
        break;
      }
    }
    return glob.substring(0, glob.lastIndexOf('/', wild) + 1);
  }

  /** A folder that is there and is called almost so. */
  private Optional<String> nearestFolder(String folder) {
    var there =
        tree.paths().stream()
            .map(path -> path.folder() + "/")
            .filter(each -> each.length() > 1)
            .distinct()
            .toList();
    return NearestName.find(folder, there);
  }
}
