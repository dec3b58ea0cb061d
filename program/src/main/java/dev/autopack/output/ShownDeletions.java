package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deletions in a diff that nobody asked for. One that shows lines must show all of its file, as
 * git's does: else it was made for another text, or the lines alone were meant to go.
 */
final class ShownDeletions {
  private ShownDeletions() {}

  /** What is wrong with them, each a sentence for the builder. */
  static List<String> problems(List<Read.Closed> closed, Tree tree) {
    return IntStream.range(1, closed.size())
        .boxed()
        .flatMap(i -> problem(closed.get(i - 1).unit(), closed.get(i).unit(), tree).stream())
        .toList();
  }

  private static Optional<String> problem(Unit shown, Unit deletion, Tree tree) {
    return shown instanceof Unit.Change(FileEdit.Edit(var path, var lines))
            && deletion.equals(new Unit.Change(new FileEdit.Delete(path)))
            && lines.stream().allMatch(it -> it.after().isBlank())
        ? problem(path, lines, tree)
        : Optional.empty();
  }

  private static Optional<String> problem(
      RepoPath path, List<FileEdit.Replacement> lines, Tree tree) {
    var shown = lines.stream().map(FileEdit.Replacement::before).collect(Collectors.joining());
    return tree.bytes(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> !Blanks.without(text).equals(Blanks.without(shown)))
        .map(_ ->
            ("'%s': its header deletes the file, and its hunks do not show all of its lines;"
                    + " send no lines where the whole file goes")
                .formatted(path));
  }
}
