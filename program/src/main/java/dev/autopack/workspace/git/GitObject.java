package dev.autopack.workspace.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An object of git's store.
 *
 * @param content as it is hashed, without the header
 */
// Never compared: the array is only carried.
@SuppressWarnings("ArrayRecordComponent")
record GitObject(Kind kind, byte[] content) {
  /** The kinds there are, named as git names them. */
  enum Kind {
    BLOB,
    TREE,
    COMMIT,
    TAG;

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is hashed in front of the content. */
  byte[] header() {
    return (kind.word() + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What a commit says.
   *
   * @param message everything after the headers
   */
  record Commit(String tree, List<String> parents, String message) {
    static Commit parse(byte[] content) {
      var text = new String(content, StandardCharsets.UTF_8);
      var end = text.indexOf("\n\n");
      var tree = "";
      var parents = new ArrayList<String>();
      for (var line : text.substring(0, end).split("\n", -1)) {
        if (line.startsWith("tree ")) {
          tree = line.substring("tree ".length());
        } else if (line.startsWith("parent ")) {
          parents.add(line.substring("parent ".length()));
        }
      }
      return new Commit(tree, List.copyOf(parents), text.substring(end + 2));
    }
  }
}
