package dev.autopack.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of others as Markdown that shows it and does nothing else: no heading, link, picture or
 * hidden part of a report can come from what a tool, a model or a file name says.
 */
final class Markdown {
  private static final String FENCE = "````";

  private Markdown() {}

  /** Words in a line of ours. */
  static String words(String text) {
    return oneLine(text).replaceAll("[\\\\<\\[*]", "\\\\$0");
  }

  /** Text as it is, in one line, as code. */
  static String code(String text) {
    var line = oneLine(text);
    return line.isEmpty() ? "" : "`" + line + "`";
  }

  /**
   * Text as it is, as an item of a list: its first line as code, the others fenced below it.
   *
   * @param indent what stands before the item's dash
   */
  static List<String> item(String indent, String text, int maxLines) {
    var lines = text.strip().lines().toList();
    var item = new ArrayList<String>();
    item.add(indent + "- " + code(lines.isEmpty() ? "" : lines.getFirst()));
    if (lines.size() > 1) {
      var inner = indent + "  ";
      item.add(inner + FENCE);
      lines.stream()
          .skip(1)
          .limit(maxLines)
          .forEach(line -> item.add(inner + line.replace(FENCE, "''''")));
      if (lines.size() - 1 > maxLines) {
        item.add(inner + "(%d more lines)".formatted(lines.size() - 1 - maxLines));
      }
      item.add(inner + FENCE);
    }
    return item;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").replace('`', '\'');
  }
}
