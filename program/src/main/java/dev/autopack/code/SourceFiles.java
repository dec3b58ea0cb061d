package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The texts of a tree: what is a file, small enough, and UTF-8. */
public final class SourceFiles {
  /** Sources beyond this are generated or data; reading them teaches nothing. */
  public static final long MAX_BYTES = 512 * 1024;

  private SourceFiles() {}

  /** Empty for what is absent, no plain file, too large, not UTF-8, or holds a NUL. */
  public static Optional<String> text(Tree tree, RepoPath path) {
    return tree.find(path)
        .filter(entry -> entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE)
        .filter(entry -> entry.bytes() <= MAX_BYTES)
        .flatMap(_ -> tree.bytes(path))
        .flatMap(SourceFiles::decode);
  }

  /** The texts of many files, in any order; those that have none are left out. */
  public static void texts(Tree tree, List<RepoPath> paths, BiConsumer<RepoPath, String> each) {
    tree.read(
        paths,
        MAX_BYTES,
        (path, bytes) -> decode(bytes).ifPresent(text -> each.accept(path, text)));
  }

  private static Optional<String> decode(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
