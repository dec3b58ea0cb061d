package dev.autopack.edit;

import dev.autopack.edit.Resolution.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds new files that cannot stand beside what is there: a name used as file and as folder, and
 * names that some file systems take for one another.
 */
final class Collisions {
  private final Tree tree;
  private final Set<RepoPath> created;
  private final Set<String> files = new HashSet<>();
  private final Map<String, String> fileInFolder = new HashMap<>();
  private final Map<String, String> spelling = new HashMap<>();
  private final Set<String> folders = new HashSet<>();

  Collisions(Tree tree, Set<RepoPath> created, Set<RepoPath> deleted) {
    this.tree = tree;
    this.created = created;
    if (created.isEmpty()) {
      return;
    }
    for (var path : tree.paths()) {
      if (!deleted.contains(path)) {
        add(path.value());
      }
    }
    tree.unreachable().forEach(this::add);
  }

  private void add(String path) {
    files.add(path);
    spelling.putIfAbsent(RepoPath.folded(path), path);
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      var folder = path.substring(0, slash);
      fileInFolder.putIfAbsent(folder, path);
      if (!folders.add(folder)) {
        return;
      }
      spelling.putIfAbsent(RepoPath.folded(folder), folder);
    }
  }

  List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    for (var path : created.stream().sorted().toList()) {
      var why = folderIsFile(path).or(() -> fileIsFolder(path)).or(() -> twin(path));
      why.ifPresent(text -> problems.add(new Problem(path, "'%s': %s".formatted(path, text))));
      // Later new files are held against the earlier ones too.
      add(path.value());
    }
    return problems;
  }

  private Optional<String> folderIsFile(RepoPath path) {
    return folders(path)
        .filter(files::contains)
        .findFirst()
        .map(folder ->
            "its folder '%s' is %s. Choose another folder.".formatted(folder, kind(folder)));
  }

  private String kind(String path) {
    var entry = tree.find(new RepoPath(path));
    if (entry.isEmpty()) {
      return "a file";
    }
    return switch (entry.get().kind()) {
      case FILE, EXECUTABLE -> "a file";
      case SYMLINK -> "a symbolic link, and nothing is written through one";
      case SUBMODULE -> "a submodule, and nothing is written into one";
    };
  }

  private Optional<String> fileIsFolder(RepoPath path) {
    return Optional.ofNullable(fileInFolder.get(path.value()))
        .map(inside ->
            "it is a folder here, with '%s' in it. Choose another name.".formatted(inside));
  }

  private Optional<String> twin(RepoPath path) {
    return Stream.concat(Stream.of(path.value()), folders(path))
        .filter(name -> !files.contains(name) && !folders.contains(name))
        .map(name -> Optional.ofNullable(spelling.get(RepoPath.folded(name))))
        .flatMap(Optional::stream)
        .findFirst()
        .map(other ->
            "'%s' is there already, and some systems take the two for one. Use that spelling."
                .formatted(other));
  }

  /** The folders above a path, the nearest first. */
  private static Stream<String> folders(RepoPath path) {
    var names = new ArrayList<String>();
    var value = path.value();
    for (int slash = value.lastIndexOf('/'); slash > 0; slash = value.lastIndexOf('/', slash - 1)) {
      names.add(value.substring(0, slash));
    }
    return names.stream();
  }
}
