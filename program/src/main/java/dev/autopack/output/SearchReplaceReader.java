package dev.autopack.output;

import dev.autopack.edit.Tree;
import dev.autopack.output.SearchBlock.Found;
import dev.autopack.output.SearchMark.Kind;
import dev.autopack.output.UnitReader.Ending;
import java.util.List;
import java.util.Optional;

/**
 * Reads SEARCH/REPLACE blocks, each below the path of its file; one without a path is of the same
 * file as the last. An empty old text makes the file.
 */
final class SearchReplaceReader {
  /** How far above a block its path is looked for, blank lines and fences not counted. */
  private static final int LINES_ABOVE = 3;

  private final ReplyLines reply;
  private final Gathered gathered;
  private final PathLine paths;
  private final FilePaths files;
  private Optional<String> last = Optional.empty();
  private int lastEnd;

  /** The line that closes the fence around the blocks. */
  private int fenceEnd = -1;

  private SearchReplaceReader(ReplyLines reply, Tree tree) {
    this.reply = reply;
    this.gathered = new Gathered(tree, reply);
    this.paths = new PathLine(tree);
    this.files = new FilePaths(reply, tree);
  }

  static Ending read(ReplyLines reply, Tree tree) {
    return new SearchReplaceReader(reply, tree).all();
  }

  private Ending all() {
    var line = 0;
    while (line < reply.size()) {
      var mark = SearchMark.of(reply.line(line)).filter(it -> it.is(Kind.SEARCH));
      line = mark.isPresent() ? block(line, mark.get()) : beside(line);
    }
    return gathered.ending("it holds no SEARCH/REPLACE block");
  }

  /**
   * A whole file in a fence of its own beside the blocks is made if it is new; what is there
   * already is only shown. Answers where to read on.
   */
  private int beside(int line) {
    var block = CodeBlock.at(reply, line).filter(it -> it.closing().isPresent());
    if (block.isEmpty() || line == fenceEnd) {
      return line + 1;
    }
    if (!isWithoutMark(block.get())) {
      fenceEnd = block.get().end(reply) - 1;
      return line + 1;
    }
    files
        .of(block.get())
        .filter(named -> !named.isFirstLine())
        .flatMap(named -> gathered.path(named.path()))
        .filter(path -> !gathered.isThere(path) && !gathered.isMade(path))
        .ifPresent(path -> gathered.whole(path, block.get().text(reply)));
    return block.get().end(reply);
  }

  private boolean isWithoutMark(CodeBlock block) {
    for (int i = block.opening(); i < block.end(reply); i++) {
      if (SearchMark.of(reply.line(i)).filter(it -> it.is(Kind.SEARCH)).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** Answers where to read on. */
  private int block(int line, SearchMark mark) {
    var named = path(line, mark);
    last = named.or(() -> last);
    var next =
        switch (SearchBlock.at(reply, line, mark)) {
          case Found.Open _ -> {
            gathered.open(
                "a SEARCH/REPLACE block" + last.map(it -> " of '%s'".formatted(it)).orElse(""));
            yield reply.size();
          }
          case Found.Wrong(_, var behind, var why) -> {
            gathered.rejected(
                reply.line(line), last.map(it -> "'%s': ".formatted(it)).orElse("") + why);
            yield behind;
          }
          case Found.Several several -> {
            fitting(several.readings())
                .ifPresentOrElse(
                    this::take,
                    () ->
                        gathered.rejected(
                            reply.line(line),
                            last.map(it -> "'%s': ".formatted(it)).orElse("") + several.why()));
            yield several.next();
          }
          case Found.Block(var block) -> {
            take(block);
            yield block.closing() + 1;
          }
        };
    lastEnd = next;
    return next;
  }

  /**
   * The reading whose old lines stand in the file just so: of several the longest, since a line
   * like a mark that stands in the file right there is quoted from it.
   */
  private Optional<SearchBlock> fitting(List<SearchBlock> readings) {
    var text = last.flatMap(gathered::path).map(gathered::there).map(gathered::text).orElse("");
    var lines = "\n" + (text.endsWith("\n") ? text : text + "\n");
    return readings.reversed().stream()
        .filter(it -> !it.before(reply).isBlank())
        .filter(it -> lines.contains("\n" + it.before(reply)))
        .findFirst();
  }

  private void take(SearchBlock block) {
    if (last.isEmpty()) {
      gathered.rejected(
          reply.line(block.opening()),
          "a SEARCH/REPLACE block stands below no path; write the file's path on the line above it");
      return;
    }
    var first = block.firstLine(reply);
    new SearchedText(block.before(reply), block.after(reply), first).gather(last.get(), gathered);
  }

  /** The path that stands nearest above; one that the tree holds before one that it does not. */
  private Optional<String> path(int line, SearchMark mark) {
    var nearest = paths.named(mark.rest());
    var mentioned = Optional.<String>empty();
    var left = LINES_ABOVE;
    for (int i = line - 1; i >= lastEnd && left > 0; i--) {
      if (reply.words(i).isEmpty()) {
        continue;
      }
      var fence = Fence.of(reply.line(i));
      var named =
          fence.isPresent() ? paths.inFence(fence.get().info()) : paths.named(reply.line(i));
      if (named.filter(paths::isKnown).isPresent()) {
        return named;
      }
      nearest = nearest.or(() -> named);
      if (fence.isEmpty()) {
        var sentence = reply.line(i);
        mentioned = mentioned.or(() -> paths.mentioned(sentence));
        left--;
      }
    }
    return nearest.isPresent() ? nearest : mentioned;
  }
}
