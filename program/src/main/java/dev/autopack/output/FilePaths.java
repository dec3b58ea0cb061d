package dev.autopack.output;

import dev.autopack.edit.Tree;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the path that a code fence of a whole file goes by. */
final class FilePaths {
  private static final Pattern COMMENT = Pattern.compile("\\s*(?://|#(?!!)|--|;|%|/\\*|<!--).*");
  private static final Pattern WHOLE =
      Pattern.compile(
          ".*\\b(updated?|new|full|complete|entire|whole|rewritten|final|create|contents?|save"
              + "|write|rewrite)\\b.*");
  private static final Pattern PART =
      Pattern.compile(
          ".*\\b(example|usage|run|output|snippet|excerpt|part|lines?|before|old|current|currently"
              + "|problem|bug|add|append|insert|change|changes|replace|section|function|method)\\b.*");

  private final ReplyLines reply;
  private final PathLine paths;

  FilePaths(ReplyLines reply, Tree tree) {
    this.reply = reply;
    this.paths = new PathLine(tree);
  }

  /**
   * A path, and where it stood.
   *
   * @param isFirstLine whether it is the first line of the block itself
   */
  record Named(String path, boolean isFirstLine) {}

  Optional<Named> of(CodeBlock block) {
    return paths
        .inFence(block.fence().info())
        .or(() -> above(block))
        .map(path -> new Named(path, false))
        .or(() -> firstLine(block).map(path -> new Named(path, true)))
        .or(() -> sentence(block).map(path -> new Named(path, false)));
  }

  private int lineAbove(CodeBlock block) {
    var line = block.opening() - 1;
    while (line >= 0 && reply.words(line).isEmpty()) {
      line--;
    }
    return line;
  }

  private Optional<String> above(CodeBlock block) {
    var line = lineAbove(block);
    return line < 0 || Fence.of(reply.line(line)).isPresent()
        ? Optional.empty()
        : paths.named(reply.line(line));
  }

  private Optional<String> firstLine(CodeBlock block) {
    var line = block.opening() + 1;
    return line < block.closing().orElse(reply.size())
            && COMMENT.matcher(reply.line(line)).matches()
        ? paths.named(reply.line(line))
        : Optional.empty();
  }

  /** A sentence that announces a whole file, and no part of one: "The updated `src/a.py`:". */
  private Optional<String> sentence(CodeBlock block) {
    var line = lineAbove(block);
    if (line < 0 || !reply.words(line).endsWith(":")) {
      return Optional.empty();
    }
    var words = reply.words(line).toLowerCase(Locale.ROOT);
    return WHOLE.matcher(words).matches() && !PART.matcher(words).matches()
        ? paths.mentioned(reply.line(line))
        : Optional.empty();
  }
}
