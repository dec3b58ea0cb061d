package dev.autopack.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes the tags out of a stretch of Markdown: {@code Add slugs [complexity: high] [paths: a.py]}.
 *
 * <p>A tag is a name, a colon and a value in brackets; a value may hold quoted parts, in which a
 * bracket or a comma is a letter like any other. A backslash takes a punctuation mark's meaning
 * away, a code span keeps its letters, and a link is no tag.
 */
final class InlineTags {
  private static final Pattern START = Pattern.compile("\\[([A-Za-z][A-Za-z_ -]{0,30}):");
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final String text;
  private final MistakeList mistakes;
  private final StringBuilder words = new StringBuilder();
  private final List<Tag> tags = new ArrayList<>();
  private int line;
  private int at;

  private InlineTags(MarkdownOutline.Passage passage, MistakeList mistakes) {
    this.text = passage.text();
    this.line = passage.line();
    this.mistakes = mistakes;
  }

  /**
   * One tag.
   *
   * @param name in lower case
   * @param value as written, without the space round it
   */
  record Tag(int line, String name, String value) {}

  /**
   * The two halves of a passage.
   *
   * @param words what is left without the tags; line ends that no backslash keeps are spaces
   */
  record Split(String words, List<Tag> tags) {}

  static Split split(MarkdownOutline.Passage passage, MistakeList mistakes) {
    return new InlineTags(passage, mistakes).split();
  }

  private Split split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '`' -> code();
        case '[' -> bracket();
        case '\n' -> {
          line++;
          plain(' ');
        }
        default -> plain(c);
      }
    }
    var tidy = words.toString().replaceAll("[ \t]+", " ").replaceAll(" ?\n ?", "\n").strip();
    return new Split(tidy, List.copyOf(tags));
  }

  private void plain(char c) {
    words.append(c);
    at++;
  }

  private void escape() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '\n') {
      line++;
      words.append('\n');
      at += 2;
    } else if (PUNCTUATION.indexOf(next) >= 0) {
      words.append(next);
      at += 2;
    } else {
      plain('\\');
    }
  }

  /** A code span ends with as many backticks as it began with; without an end they are letters. */
  private void code() {
    int open = at;
    while (open < text.length() && text.charAt(open) == '`') {
      open++;
    }
    var ticks = text.substring(at, open);
    int end = text.indexOf(ticks, open);
    while (end >= 0
        && end + ticks.length() < text.length()
        && text.charAt(end + ticks.length()) == '`') {
      int after = end;
      while (after < text.length() && text.charAt(after) == '`') {
        after++;
      }
      end = text.indexOf(ticks, after);
    }
    var span = end < 0 ? ticks : text.substring(at, end + ticks.length());
    line += (int) span.chars().filter(c -> c == '\n').count();
    words.append(span.replace('\n', ' '));
    at += span.length();
  }

  private void bracket() {
    var start = START.matcher(text).region(at, text.length());
    if (!start.lookingAt()) {
      plain('[');
      return;
    }
    int end = end(start.end());
    if (end < 0) {
      mistakes.add(
          new Mistake(
              line,
              "",
              "The tag '%s' is not closed.".formatted(Printable.of(start.group())),
              "Close it with ']', or write '\\[' where a bracket is meant."));
      at = text.length();
      return;
    }
    boolean link = end + 1 < text.length() && text.charAt(end + 1) == '(';
    if (link) {
      plain('[');
      return;
    }
    var value = text.substring(start.end(), end);
    tags.add(new Tag(line, start.group(1).strip().toLowerCase(Locale.ROOT), value.strip()));
    line += (int) value.chars().filter(c -> c == '\n').count();
    words.append(' ');
    at = end + 1;
  }

  /** Where the tag's closing bracket is, or -1. */
  private int end(int from) {
    int found = indexOutsideQuotes(text.substring(from), ']');
    return found < 0 ? -1 : from + found;
  }

  /** Where the letter first stands outside double quotes, or -1. */
  static int indexOutsideQuotes(String value, char wanted) {
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** The parts of a value between commas, without their quotes; empty parts are left out. */
  static List<String> items(String value) {
    return parts(value, ",");
  }

  /** The parts of a value between spaces and commas, without their quotes. */
  static List<String> words(String value) {
    return parts(value, ", \t\n");
  }

  /** The value as one text, without the quotes round it. */
  static String whole(String value) {
    return String.join("", parts(value, ""));
  }

  private static List<String> parts(String value, String separators) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted && c == '\\' && i + 1 < value.length()) {
        part.append(value.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && separators.indexOf(c) >= 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c == '\n' ? ' ' : c);
      }
    }
    parts.add(part.toString().strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }
}
