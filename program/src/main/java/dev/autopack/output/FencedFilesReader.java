package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.output.UnitReader.Ending;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads whole files in code fences, each with its path: on the line above, behind the fence's
 * marks, or in a comment that is the first line. A fence without a path is an example, not a file.
 */
final class FencedFilesReader {
  private final ReplyLines reply;
  private final Gathered gathered;
  private final FilePaths paths;
  private final Map<RepoPath, String> texts = new HashMap<>();

  private FencedFilesReader(ReplyLines reply, Tree tree) {
    this.reply = reply;
    this.gathered = new Gathered(tree, reply);
    this.paths = new FilePaths(reply, tree);
  }

  static Ending read(ReplyLines reply, Tree tree) {
    return new FencedFilesReader(reply, tree).all();
  }

  private Ending all() {
    var line = 0;
    while (line < reply.size()) {
      var block = CodeBlock.at(reply, line);
      if (block.isEmpty()) {
        line++;
        continue;
      }
      take(block.get());
      line = block.get().end(reply);
    }
    return gathered.ending("none of its code fences has a path");
  }

  private void take(CodeBlock block) {
    var named = paths.of(block);
    if (named.isEmpty()) {
      if (block.closing().isEmpty()) {
        gathered.open("a code fence");
      }
      return;
    }
    var path = gathered.path(named.get().path());
    if (path.isEmpty()) {
      return;
    }
    if (block.closing().isEmpty()) {
      gathered.open("'%s'".formatted(path.get()));
      return;
    }
    var text = named.get().isFirstLine() ? withoutFirstLine(block, path.get()) : block.text(reply);
    why(block, path.get(), text)
        .ifPresentOrElse(
            why -> gathered.rejected(path.get().value(), "'%s': %s".formatted(path.get(), why)),
            () -> keep(path.get(), text));
  }

  private void keep(RepoPath path, String text) {
    if (!text.equals(texts.put(path, text))) {
      gathered.whole(path, text);
    }
  }

  /** The comment names the file to the reader; it is part of it only where it was before. */
  private String withoutFirstLine(CodeBlock block, RepoPath path) {
    var text = block.text(reply);
    var feed = text.indexOf('\n') + 1;
    return gathered.text(path).startsWith(text.substring(0, feed)) ? text : text.substring(feed);
  }

  private Optional<String> why(CodeBlock block, RepoPath path, String text) {
    var lazy = Gathered.lazyLine(text, gathered.text(path));
    if (lazy.isPresent()) {
      return Optional.of(
          "its text is not whole: it says '%s'; send every line of the file".formatted(lazy.get()));
    }
    if (texts.containsKey(path) && !text.equals(texts.get(path))) {
      return Optional.of("it comes twice, with different texts; send one");
    }
    if (text.isEmpty() && gathered.isThere(path)) {
      return Optional.of("its code fence is empty, and a file that is there is not emptied so");
    }
    return isInDoubt(block, path)
        ? Optional.of(
            "it holds code fences itself, and where it ends cannot be told; write its own fence with"
                + " more marks than those inside")
        : Optional.empty();
  }

  /** A Markdown file's own bare fences look like its end: a bare one further down gives it away. */
  private boolean isInDoubt(CodeBlock block, RepoPath path) {
    if (!isMarkdown(path)) {
      return false;
    }
    for (int i = block.end(reply); i < reply.size(); ) {
      var next = CodeBlock.at(reply, i);
      if (next.isEmpty()) {
        i++;
        continue;
      }
      var fence = next.get().fence();
      var isLike = fence.mark() == block.fence().mark() && fence.length() == block.fence().length();
      if (paths.of(next.get()).isPresent()) {
        return false;
      }
      if (isLike && fence.isBare()) {
        return true;
      }
      i = next.get().end(reply);
    }
    return false;
  }

  private static boolean isMarkdown(RepoPath path) {
    return switch (path.extension()) {
      case "md", "markdown", "mdx", "mdown" -> true;
      default -> false;
    };
  }
}
