package dev.autopack.gate.tests;

import dev.autopack.code.Outline;
import dev.autopack.code.Outlines;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads source files of a tree, within bounds. */
public final class TreeText {
  private static final long MAX_BYTES = 4_000_000;

  private TreeText() {}

  /** Empty where there is no such file, or one too large to be source. */
  public static Optional<String> find(Tree tree, RepoPath path) {
    return tree.find(path)
        .filter(entry -> entry.kind() == Tree.Kind.FILE || entry.kind() == Tree.Kind.EXECUTABLE)
        .filter(entry -> entry.bytes() <= MAX_BYTES)
        .flatMap(_ -> tree.bytes(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Whether the text of one of the files shows the sign. */
  public static boolean shows(Tree tree, Stream<RepoPath> files, Pattern sign) {
    return files.flatMap(path -> find(tree, path).stream()).anyMatch(sign.asPredicate());
  }

  /** Nothing defined where the file cannot be read. */
  public static Outline outline(Tree tree, RepoPath path) {
    return find(tree, path)
        .flatMap(text -> Outlines.read(path, text))
        .orElseGet(() -> new Outline(List.of(), List.of(), List.of()));
  }
}
