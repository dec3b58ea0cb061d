package dev.autopack.output;

import dev.autopack.edit.Ellipsis;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Ending;
import dev.autopack.output.UnitReader.Read;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a reply without a grammar of ours asks for, and makes units of it. */
final class Gathered {
  private static final int SHOWN_CHARS = 200;

  private final Tree tree;
  private final List<String> repairs = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private final Map<RepoPath, List<Replacement>> replacements = new LinkedHashMap<>();
  private final Set<RepoPath> made = new LinkedHashSet<>();
  private Optional<String> open = Optional.empty();

  Gathered(Tree tree, ReplyLines reply) {
    this.tree = tree;
    if (reply.carried()) {
      repairs.add("the reply's lines end in CRLF");
    }
  }

  /** A path as the reply names it; where that is none, what asked for it is rejected. */
  Optional<RepoPath> path(String named) {
    try {
      return Optional.of(new RepoPath(named));
    } catch (IllegalArgumentException invalid) {
      rejected(named, Optional.ofNullable(invalid.getMessage()).orElse("it is no path"));
      return Optional.empty();
    }
  }

  /**
   * The path of a file whose old lines are known, where the reply names it in another folder of the
   * way to it: too few, or the repository's own in front. Only where one file alone can be meant.
   */
  RepoPath there(RepoPath named) {
    if (isThere(named) || isMade(named)) {
      return named;
    }
    var ending = "/" + named.value();
    var meant =
        tree.paths().stream()
            .filter(it -> it.value().endsWith(ending) || ending.endsWith("/" + it.value()))
            .limit(2)
            .toList();
    if (meant.size() != 1) {
      return named;
    }
    repairs.add("'%s' is read as '%s'".formatted(named, meant.getFirst()));
    return meant.getFirst();
  }

  void rejected(String text, String why) {
    reads.add(
        new Read.Rejected(
            text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS), why));
  }

  /** The reply ends inside of something. */
  void open(String what) {
    open = open.or(() -> Optional.of(what));
  }

  /** A replacement, kept with the others of its file. */
  void replace(RepoPath path, Replacement replacement) {
    // Where a file is made or moved first, its edit must come after that.
    replacements.computeIfAbsent(path, _ -> new ArrayList<>()).add(replacement);
  }

  /** An edit other than replacements; what is to be replaced in the file so far comes before it. */
  void change(FileEdit edit) {
    flush(edit.path());
    if (edit instanceof FileEdit.Rename(_, var from, _)) {
      flush(from);
    }
    made.add(edit.path());
    closed(edit);
  }

  private void flush(RepoPath path) {
    var gathered = replacements.remove(path);
    if (gathered != null) {
      closed(new FileEdit.Edit(path, gathered));
    }
  }

  private void closed(FileEdit edit) {
    reads.add(new Read.Closed(new Unit.Change(edit), repairs));
  }

  /** Whether an earlier operation of the reply made the file. */
  boolean isMade(RepoPath path) {
    return made.contains(path);
  }

  boolean isThere(RepoPath path) {
    return tree.contains(path);
  }

  /** The text of a file of the tree, as far as it is one. */
  String text(RepoPath path) {
    return tree.bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  /** A whole file, made or replaced. */
  void whole(RepoPath path, String content) {
    var isThere = isThere(path) || isMade(path);
    try {
      change(isThere ? new FileEdit.Rewrite(path, content) : new FileEdit.Create(path, content));
    } catch (IllegalArgumentException unusable) {
      rejected(path.value(), "'%s': %s".formatted(path, unusable.getMessage()));
    }
  }

  /** A line that stands for lines left out, unless the old text has that very line. */
  static Optional<String> lazyLine(String text, String old) {
    return text.lines()
        .filter(Ellipsis::isLazy)
        .filter(line -> !old.contains(line.strip()))
        .map(String::strip)
        .findFirst();
  }

  /** All of it; an edit of one file each for what is to be replaced. */
  Ending ending(String nothing) {
    for (var path : List.copyOf(replacements.keySet())) {
      flush(path);
    }
    var closed = reads.stream().filter(Read.Closed.class::isInstance).count();
    return new Ending(reads, end(closed, nothing));
  }

  private ReplyEnd end(long closed, String nothing) {
    if (open.isPresent()) {
      return new ReplyEnd.Cut("inside " + open.get());
    }
    return closed == 0 ? new ReplyEnd.Nothing(nothing) : new ReplyEnd.Complete();
  }
}
