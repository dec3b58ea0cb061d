package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes room in a folder for a tree: takes away what has the wrong kind for its place, and all that
 * the tree does not hold where told so. git lays the files out afterwards; alone it would trust a
 * folder that was moved away and linked back, and leave what is ignored.
 */
final class FolderSweep {
  private static final Set<PosixFilePermission> USABLE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final ObjectReader reader;
  private final Leftovers leftovers;

  FolderSweep(ObjectReader reader, Leftovers leftovers) {
    this.reader = reader;
    this.leftovers = leftovers;
  }

  /** What happens to files that the tree does not hold. */
  enum Leftovers {
    STAY,
    GO
  }

  /** Folders to spare, as a tree of names; a spared folder is an empty one. */
  private record Spared(Map<String, Spared> below, boolean whole) {
    static Spared of(List<RepoPath> folders) {
      var root = new Spared(new HashMap<>(), false);
      for (var folder : folders) {
        var names = TreeEntry.raw(folder.value()).split("/", -1);
        var at = root;
        for (int i = 0; i < names.length; i++) {
          var whole = i == names.length - 1;
          at = at.below.compute(names[i], (_, known) -> joined(known, whole));
        }
      }
      return root;
    }

    private static Spared joined(@Nullable Spared known, boolean whole) {
      return known == null
          ? new Spared(new HashMap<>(), whole)
          : new Spared(known.below, known.whole || whole);
    }
  }

  /**
   * Sweeps the folder.
   *
   * @param spare folders that stay as they are, in which only tracked files are seen to
   */
  void sweep(Path folder, String tree, List<RepoPath> spare) {
    try {
      sweep(folder, Optional.of(tree), Optional.of(Spared.of(spare)), true);
    } catch (IOException failed) {
      throw new EnvironmentException(
          "The folder '%s' could not be read to the end: %s".formatted(folder, failed.getMessage()),
          "Check the folder's disk and its rights, then resume the run.",
          failed);
    }
  }

  private void sweep(Path folder, Optional<String> tree, Optional<Spared> spared, boolean top)
      throws IOException {
    var lines = new HashMap<String, TreeEntry>();
    tree.ifPresent(id -> reader.folder(id).forEach(line -> lines.put(line.name(), line)));
    try (var children = Files.newDirectoryStream(folder)) {
      for (var child : children) {
        var name = rawName(child.getFileName());
        if (tree.isPresent() && isStrayAttributes(name, lines)) {
          Erasure.erase(child);
        } else if (!top || !name.equals(".git")) {
          // The worktree's own link to the repository is written anew by whoever lays out.
          var below = spared.flatMap(all -> Optional.ofNullable(all.below().get(name)));
          sweepChild(child, Optional.ofNullable(lines.get(name)), below, spared);
        }
      }
    }
  }

  /** Even where leftovers stay: git would read it, and lay out other line ends. */
  private static boolean isStrayAttributes(String name, Map<String, TreeEntry> lines) {
    return name.equalsIgnoreCase(".gitattributes") && !lines.containsKey(name);
  }

  private void sweepChild(
      Path child, Optional<TreeEntry> line, Optional<Spared> spared, Optional<Spared> around)
      throws IOException {
    var attributes = Erasure.attributes(child);
    var stays = leftovers == Leftovers.STAY || around.filter(Spared::whole).isPresent();
    if (line.isEmpty()) {
      sweepLeftover(child, attributes, spared, stays);
    } else if (!fits(line.get(), attributes)) {
      Erasure.erase(child);
    } else if (attributes.isDirectory()) {
      Erasure.open(child, attributes);
      var inside = stays ? Optional.of(new Spared(below(spared), true)) : spared;
      sweep(child, line.filter(TreeEntry::isFolder).map(TreeEntry::id), inside, false);
    }
  }

  private static Map<String, Spared> below(Optional<Spared> spared) {
    return spared.map(Spared::below).orElseGet(Map::of);
  }

  private void sweepLeftover(
      Path child, PosixFileAttributes attributes, Optional<Spared> spared, boolean stays)
      throws IOException {
    if (stays || spared.filter(Spared::whole).isPresent()) {
      return;
    }
    if (spared.isPresent() && attributes.isDirectory()) {
      Erasure.open(child, attributes);
      sweep(child, Optional.empty(), spared, false);
    } else {
      Erasure.erase(child);
    }
  }

  /** A file that its owner may not read and write is taken away as well: git would not mend it. */
  private static boolean fits(TreeEntry line, PosixFileAttributes attributes) {
    if (line.isFolder() || line.kind() == Tree.Kind.SUBMODULE) {
      return attributes.isDirectory();
    }
    return line.kind() == Tree.Kind.SYMLINK
        ? attributes.isSymbolicLink()
        : attributes.isRegularFile() && attributes.permissions().containsAll(USABLE);
  }

  /** The name's own bytes: read as text they are lost where the system's encoding lacks them. */
  private static String rawName(Path name) {
    var text = name.toString();
    return text.chars().allMatch(c -> c < 0x80) ? text : RawNames.of(name);
  }
}
