package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.workspace.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person should know of their repository before a run starts. */
final class Notices {
  private static final int NAMED = 5;

  private final Git asUser;
  private final Place place;
  private final boolean partial;

  Notices(Git asUser, Place place, boolean partial) {
    this.asUser = asUser;
    this.place = place;
    this.partial = partial;
  }

  List<String> all(CommitId base, GitTree tree) {
    var settings = settings();
    var notices = new ArrayList<String>();
    uncommitted(base, settings).ifPresent(notices::add);
    if (place.isShallow()) {
      notices.add(
          "The history is shallow: what came before it cannot be compared or landed on."
              + " 'git fetch --unshallow' completes it.");
    }
    if (partial) {
      notices.add(
          "This is a partial clone, and a run fetches nothing: a file that was never fetched ends"
              + " it. 'git fetch --refetch --no-filter' completes the clone.");
    }
    if (settings.stream().anyMatch(line -> line.equals("core.sparsecheckout\ntrue"))) {
      notices.add("The checkout is sparse; the run's worktree holds all files.");
    }
    submodules(tree).ifPresent(notices::add);
    lfs(tree).ifPresent(notices::add);
    unreachable(tree).ifPresent(notices::add);
    return List.copyOf(notices);
  }

  private List<String> settings() {
    return List.of(text(asUser.run("config", "--list", "-z")).split("\0", -1));
  }

  private Optional<String> uncommitted(CommitId base, List<String> settings) {
    var git = withoutFilters(settings);
    var status = git.run("status", "--porcelain", "-z", "--no-renames", "--ignore-submodules=all");
    var lines =
        Arrays.stream(text(status).split("\0", -1)).filter(line -> !line.isEmpty()).toList();
    var untracked = lines.stream().filter(line -> line.startsWith("?? ")).count();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Uncommitted work is not part of the run (%d changed, %d untracked): it starts from %s."
                .formatted(lines.size() - untracked, untracked, base.abbreviated()));
  }

  /** To compare a file, status would run the programs that the settings name as filters. */
  private Git withoutFilters(List<String> settings) {
    var git = asUser;
    for (var line : settings) {
      var key = line.split("\n", 2)[0];
      if (key.matches("filter\\..*\\.(clean|smudge|process)")) {
        git = git.with("-c", key + "=");
      } else if (key.matches("filter\\..*\\.required")) {
        git = git.with("-c", key + "=false");
      }
    }
    return git;
  }

  private static Optional<String> submodules(GitTree tree) {
    var paths =
        tree.paths().stream()
            .filter(path -> tree.entry(path).filter(Notices::isSubmodule).isPresent())
            .map(RepoPath::value)
            .toList();
    return sentence(paths, "Submodules are empty folders in the run, and out of its reach: %s.");
  }

  private static boolean isSubmodule(TreeEntry entry) {
    return entry.kind() == Tree.Kind.SUBMODULE;
  }

  private static Optional<String> lfs(GitTree tree) {
    var paths =
        tree.paths().stream()
            .filter(path -> path.fileName().equals(".gitattributes"))
            .filter(path -> tree.bytes(path).filter(Notices::namesLfs).isPresent())
            .map(RepoPath::value)
            .toList();
    return sentence(
        paths,
        "The repository uses Git LFS (%s): a run sees the pointers in place of the files, and"
            + " cannot change them.");
  }

  private static boolean namesLfs(byte[] attributes) {
    return text(attributes).toLowerCase(Locale.ROOT).contains("filter=lfs");
  }

  private static Optional<String> unreachable(GitTree tree) {
    return sentence(
        tree.unreachable(),
        "Names that some system cannot hold are left alone, whatever a phase asks: %s.");
  }

  private static Optional<String> sentence(List<String> names, String sentence) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var shown = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
    shown.replaceAll(name -> "'" + name.replaceAll("\\p{Cntrl}", "?") + "'");
    if (names.size() > NAMED) {
      shown.add("and %d more".formatted(names.size() - NAMED));
    }
    return Optional.of(sentence.formatted(String.join(", ", shown)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
