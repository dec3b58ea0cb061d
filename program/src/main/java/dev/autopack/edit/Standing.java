package dev.autopack.edit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What stands under a path, as far as a text edit is concerned. */
sealed interface Standing {
  record Absent() implements Standing {}

  record Text(String text) implements Standing {}

  /**
   * Something that no text edit may touch.
   *
   * @param what as the end of a sentence: "a symbolic link to 'x'"
   */
  record Unusable(String what) implements Standing {}

  /** Reads a tree's files as text. */
  record Reader(Tree tree) {
    Standing read(RepoPath path) {
      var entry = tree.find(path);
      if (entry.isEmpty()) {
        return new Absent();
      }
      return switch (entry.get().kind()) {
        case SUBMODULE -> new Unusable("a submodule");
        case SYMLINK ->
            new Unusable(
                "a symbolic link to '%s'"
                    .formatted(new String(bytes(path), StandardCharsets.UTF_8)));
        case FILE, EXECUTABLE -> text(bytes(path));
      };
    }

    private byte[] bytes(RepoPath path) {
      return tree.bytes(path)
          .orElseThrow(
              () -> new IllegalStateException("the tree lists '%s' without bytes".formatted(path)));
    }

    private static Standing text(byte[] bytes) {
      if (holdsNul(bytes)) {
        return new Unusable("a binary file of %d bytes".formatted(bytes.length));
      }
      try {
        return new Text(
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString());
      } catch (CharacterCodingException notUtf8) {
        return new Unusable("a file of %d bytes that is not UTF-8 text".formatted(bytes.length));
      }
    }

    private static boolean holdsNul(byte[] bytes) {
      for (var b : bytes) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    }
  }
}
