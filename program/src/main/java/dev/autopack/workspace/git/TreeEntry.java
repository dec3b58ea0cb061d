package dev.autopack.workspace.git;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.Tree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One line of a git tree.
 *
 * @param mode as git writes it in a tree: "100644", or "40000" for a folder
 * @param name its bytes, one a character: git's names are bytes, and not all of them are text
 */
record TreeEntry(String mode, String name, String id) {
  static final String FOLDER = "40000";
  static final String FILE = "100644";

  /** git's own order: a folder sorts as if its name ended with a slash. */
  private static final Comparator<TreeEntry> ORDER =
      Comparator.comparing(entry -> entry.isFolder() ? entry.name + "/" : entry.name);

  boolean isFolder() {
    return mode.equals(FOLDER);
  }

  /** What it is to a reader of the tree; a folder is nothing there. */
  Tree.Kind kind() {
    return switch (mode) {
      case "120000" -> Tree.Kind.SYMLINK;
      case "160000" -> Tree.Kind.SUBMODULE;
      case "100755" -> Tree.Kind.EXECUTABLE;
      default -> Tree.Kind.FILE;
    };
  }

  /** The bytes of a text, one a character. */
  static String raw(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** How people read such a name; bytes that are no text are replaced. */
  static String shown(String raw) {
    return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The path that these bytes say, or nothing where only other bytes could be said. */
  static Optional<RepoPath> repoPath(String raw) {
    try {
      var bytes = ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1));
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      // A name with a backslash would be read as another path.
      return Optional.of(new RepoPath(text)).filter(path -> path.value().equals(text));
    } catch (CharacterCodingException | InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  static List<TreeEntry> parse(byte[] content, int idBytes) {
    var entries = new ArrayList<TreeEntry>();
    var at = 0;
    while (at < content.length) {
      var space = indexOf(content, (byte) ' ', at);
      var nul = indexOf(content, (byte) 0, space);
      entries.add(
          new TreeEntry(
              new String(content, at, space - at, StandardCharsets.ISO_8859_1),
              new String(content, space + 1, nul - space - 1, StandardCharsets.ISO_8859_1),
              HexFormat.of().formatHex(content, nul + 1, nul + 1 + idBytes)));
      at = nul + 1 + idBytes;
    }
    return List.copyOf(entries);
  }

  private static int indexOf(byte[] content, byte wanted, int from) {
    var at = from;
    while (content[at] != wanted) {
      at++;
    }
    return at;
  }

  static byte[] format(List<TreeEntry> entries) {
    var out = new ByteArrayOutputStream();
    for (var entry : entries.stream().sorted(ORDER).toList()) {
      var line = entry.mode + " " + entry.name + "\0";
      out.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
      out.writeBytes(HexFormat.of().parseHex(entry.id));
    }
    return out.toByteArray();
  }
}
