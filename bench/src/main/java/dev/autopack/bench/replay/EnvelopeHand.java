package dev.autopack.bench.replay;

import java.util.List;

/** Writes raw text between marked lines. */
final class EnvelopeHand implements Hand {
  @Override
  public String opening() {
    return "";
  }

  @Override
  public String declaration(List<String> files) {
    return "@@@ declare\n%s\n@@@ end %d\n".formatted(String.join("\n", files), files.size());
  }

  @Override
  public String operation(Operation operation, boolean isFirst) {
    return switch (operation) {
      case Operation.Whole(var path, var isNew, var text) -> {
        var page = new Page(operation.texts());
        page.text(text);
        yield page.framed(
            (isNew ? "create " : "rewrite ") + path, endsInLine(text) ? "" : " no-newline");
      }
      case Operation.Change(var path, var from, _) -> {
        var page = new Page(operation.texts());
        from.ifPresent(old -> page.mark("from " + old));
        page.pairs(operation.texts(), 0);
        yield page.framed((from.isPresent() ? "rename " : "edit ") + path, "");
      }
      case Operation.Removal(var path) -> "@@@ delete %s\n".formatted(path);
      case Operation.Patch patch -> throw new IllegalArgumentException("raw: " + patch.path());
    };
  }

  private static boolean endsInLine(String text) {
    return text.isEmpty() || text.endsWith("\n");
  }

  @Override
  public String rest(Operation operation, Resume where, boolean isFirst) {
    var fragments = where.fragments(operation.texts());
    var page = new Page(fragments);
    var head = "continue " + operation.path();
    if (operation instanceof Operation.Change) {
      page.pairs(fragments, where.text());
      return page.framed(head, "");
    }
    page.text(fragments.getFirst());
    return page.framed(head, endsInLine(fragments.getFirst()) ? "" : " no-newline");
  }

  @Override
  public int written(Operation operation, int text, int chars) {
    var texts = operation.texts();
    var page = new Page(texts);
    var head =
        switch (operation) {
          case Operation.Whole(var path, var isNew, _) -> (isNew ? "create " : "rewrite ") + path;
          case Operation.Change(var path, var from, _) -> {
            from.ifPresent(old -> page.mark("from " + old));
            yield (from.isPresent() ? "rename " : "edit ") + path;
          }
          case Operation.Removal _, Operation.Patch _ -> "";
        };
    if (operation instanceof Operation.Change) {
      page.pairs(texts.subList(0, text), 0);
      page.mark(word(texts.get(text), text));
    }
    return page.fence().length() + 1 + head.length() + 1 + page.length() + chars;
  }

  private static String word(String text, int index) {
    return (index % 2 == 0 ? "before" : "after") + (endsInLine(text) ? "" : " no-newline");
  }

  @Override
  public String closing(int count) {
    return "@@@ done %d\n".formatted(count);
  }

  /** The lines between an operation's first and last. */
  private static final class Page {
    private final String fence;
    private final StringBuilder lines = new StringBuilder();

    Page(List<String> texts) {
      int longest = 2;
      for (var text : texts) {
        for (var line : text.split("\n", -1)) {
          int signs = 0;
          while (signs < line.length() && line.charAt(signs) == '@') {
            signs++;
          }
          longest = Math.max(longest, signs);
        }
      }
      fence = "@".repeat(longest + 1);
    }

    String fence() {
      return fence;
    }

    int length() {
      return lines.length();
    }

    void mark(String words) {
      lines.append(fence).append(' ').append(words).append('\n');
    }

    void text(String text) {
      lines.append(text).append(endsInLine(text) ? "" : "\n");
    }

    /**
     * Old and new texts in turn.
     *
     * @param first the index of the first, which says whether it is an old or a new one
     */
    void pairs(List<String> texts, int first) {
      for (int i = 0; i < texts.size(); i++) {
        mark(word(texts.get(i), first + i));
        text(texts.get(i));
      }
    }

    String framed(String head, String flag) {
      long count = lines.chars().filter(c -> c == '\n').count();
      return "%s %s\n%s%s end %d%s\n".formatted(fence, head, lines, fence, count, flag);
    }
  }
}
