package dev.autopack.output;

import dev.autopack.edit.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells by its first mark what a reply is written in. What stands in a whole file in a code fence
 * marks nothing: it may be about any of them.
 */
final class DialectSearch {
  private static final int TELLING_LINES = 2;
  private static final Pattern ENVELOPE =
      Pattern.compile("@{3,} +(create|rewrite|edit|delete|rename|continue|done)( .*)?");
  private static final Pattern DECLARATION =
      Pattern.compile("\\{?\\s*\"op\"\\s*:\\s*\"declare\\b.*");
  private static final Pattern OPERATION = Pattern.compile("\\{?\\s*\"op\"\\s*:.*");
  private static final Pattern FILES = Pattern.compile("(\\{.*)?\"files\"\\s*:\\s*(\\[.*)?");

  private final ReplyLines reply;
  private final FilePaths paths;

  private DialectSearch(ReplyLines reply, Tree tree) {
    this.reply = reply;
    this.paths = new FilePaths(reply, tree);
  }

  static Optional<Dialect> find(String text, Tree tree) {
    return new DialectSearch(ReplyLines.of(text), tree).first();
  }

  private Optional<Dialect> first() {
    var isFile = false;
    for (int line = 0; line < reply.size(); ) {
      var block = CodeBlock.at(reply, line);
      var end = block.map(it -> it.end(reply)).orElse(line + 1);
      if (block.isPresent() && paths.of(block.get()).isPresent() && !beginsWithMark(block.get())) {
        isFile = true;
      } else {
        var mark = mark(line, end);
        if (mark.isEmpty() && block.filter(this::isDiff).isPresent()) {
          return Optional.of(Dialect.DIFF);
        }
        if (mark.isPresent()) {
          return mark;
        }
      }
      line = end;
    }
    return isFile ? Optional.of(Dialect.FENCED_FILES) : Optional.empty();
  }

  private boolean beginsWithMark(CodeBlock block) {
    if (isDiff(block)) {
      return true;
    }
    var left = TELLING_LINES;
    for (int i = block.opening() + 1; i < block.end(reply) && left > 0; i++) {
      if (mark(i).isPresent()) {
        return true;
      }
      left -= reply.words(i).isEmpty() ? 0 : 1;
    }
    return false;
  }

  private Optional<Dialect> mark(int from, int to) {
    for (int line = from; line < to; line++) {
      var mark = mark(line);
      if (mark.isPresent()) {
        return mark;
      }
    }
    return Optional.empty();
  }

  private Optional<Dialect> mark(int line) {
    var text = reply.line(line);
    var words = text.strip();
    if (SearchMark.of(text).filter(it -> it.is(SearchMark.Kind.SEARCH)).isPresent()) {
      return Optional.of(Dialect.SEARCH_REPLACE);
    }
    if (BeginPatchReader.isMark(words)) {
      return Optional.of(Dialect.BEGIN_PATCH);
    }
    if (ENVELOPE.matcher(text.stripTrailing()).matches()) {
      return Optional.of(Dialect.ENVELOPE);
    }
    if (DECLARATION.matcher(words).matches()) {
      // It may stand before anything, since the prompt asks for it.
      return Optional.empty();
    }
    if (OPERATION.matcher(words).matches()) {
      return Optional.of(Dialect.NDJSON);
    }
    if (FILES.matcher(words).matches()) {
      return Optional.of(Dialect.FULL_FILE);
    }
    return isDiff(line) ? Optional.of(Dialect.DIFF) : Optional.empty();
  }

  private boolean isDiff(int line) {
    var text = reply.line(line);
    if (text.startsWith("diff --git ")) {
      return true;
    }
    var next = line + 1 < reply.size() ? reply.line(line + 1) : "";
    if (text.startsWith("--- ") || text.startsWith("+++ ")) {
      return next.startsWith("+++ ") || HunkHeader.of(next).isPresent();
    }
    return HunkHeader.of(text).flatMap(HunkHeader::numbers).isPresent();
  }

  /** A block that says it is a diff and has a hunk, even one without numbers. */
  private boolean isDiff(CodeBlock block) {
    var info = block.fence().info();
    if (!info.startsWith("diff") && !info.startsWith("patch")) {
      return false;
    }
    for (int i = block.opening() + 1; i < block.end(reply); i++) {
      if (HunkHeader.of(reply.line(i)).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
