package dev.autopack.manifest;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What one text says, as far as finding it by words goes. Light: no language is parsed, so what is
 * said to be defined is likely and no more.
 *
 * @param words every word in it once, sorted
 * @param counts how often each of them stands in it, up to 127
 * @param names the compound names in it, in small letters and joined: {@code maxretries}
 * @param defined the names it seems to define, in the same form
 * @param definedWords the words of those, and of headings
 */
// Never compared: the array is only read.
@SuppressWarnings("ArrayRecordComponent")
record FileWords(
    List<String> words,
    byte[] counts,
    Set<String> names,
    Set<String> defined,
    Set<String> definedWords) {
  static final FileWords NONE = new FileWords(List.of(), new byte[0], Set.of(), Set.of(), Set.of());

  /** More of a text than this says nothing new. */
  private static final int MAX_CHARS = 150_000;

  private static final Set<String> DEFINERS =
      Set.of(
          "class",
          "interface",
          "enum",
          "struct",
          "trait",
          "union",
          "def",
          "func",
          "fn",
          "fun",
          "function",
          "type",
          "typedef",
          "const",
          "static",
          "let",
          "var",
          "val",
          "macro_rules",
          "mod",
          "module",
          "object",
          "record",
          "namespace",
          "define",
          "protocol",
          "package");

  /** Words before a name and a parenthesis that make it a call. */
  private static final Set<String> NO_TYPES =
      Set.of(
          "return",
          "new",
          "else",
          "throw",
          "await",
          "yield",
          "case",
          "in",
          "not",
          "and",
          "or",
          "if",
          "while",
          "for",
          "assert",
          "raise",
          "is",
          "do",
          "go",
          "defer",
          "match",
          "when",
          "delete",
          "typeof",
          "instanceof",
          "the",
          "a",
          "of",
          "to",
          "with");

  /**
   * Reads a text.
   *
   * @param shared gives the one object that stands for a word
   */
  static FileWords of(String text, UnaryOperator<String> shared) {
    var read = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    return new Scan(read, shared).read();
  }

  /** How often a word stands in it. */
  int times(String word) {
    int at = Collections.binarySearch(words, word);
    return at < 0 ? 0 : counts[at];
  }

  /** The form in which names are compared. */
  static String joined(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static final class Scan {
    private final String text;
    private final UnaryOperator<String> shared;
    private final Map<String, Integer> raw = new HashMap<>();
    private final Set<String> defined = new HashSet<>();
    private final Set<String> headings = new HashSet<>();
    private String before = "";
    private int end;

    Scan(String text, UnaryOperator<String> shared) {
      this.text = text;
      this.shared = shared;
    }

    FileWords read() {
      int i = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        if (!Character.isJavaIdentifierStart(c)) {
          if (c == '#' && (i == 0 || text.charAt(i - 1) == '\n')) {
            heading(i);
          }
          i++;
          continue;
        }
        int start = i;
        while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
          i++;
        }
        name(start, i);
      }
      return facts();
    }

    private void heading(int start) {
      int stop = text.indexOf('\n', start);
      var line = text.substring(start, stop < 0 ? text.length() : stop);
      if (line.startsWith("# ") || line.startsWith("##")) {
        headings.addAll(Stems.of(line));
      }
    }

    private void name(int start, int stop) {
      var name = text.substring(start, stop);
      raw.merge(name, 1, Integer::sum);
      if (isDefined(start, stop)) {
        defined.add(name);
      }
      before = name;
      end = stop;
    }

    private boolean isDefined(int start, int stop) {
      var gap = text.substring(Math.max(end, start - 4), start);
      if (DEFINERS.contains(before) && gap.isBlank() && start - end <= 4 && start > end) {
        return true;
      }
      if (!isCallLike(stop)) {
        return false;
      }
      boolean typed =
          !before.isEmpty() && !NO_TYPES.contains(before) && gap.matches("[ \\t*&>\\])]+");
      return typed && !gap.startsWith(")(") && opensBlock(stop);
    }

    private boolean isCallLike(int stop) {
      return stop < text.length() && text.charAt(stop) == '(';
    }

    /** Whether the line, or the next few, open a block before a statement ends. */
    private boolean opensBlock(int from) {
      int limit = Math.min(text.length(), from + 300);
      for (int i = from; i < limit; i++) {
        char c = text.charAt(i);
        if (c == '{' || c == ';') {
          return c == '{';
        }
      }
      return false;
    }

    private FileWords facts() {
      var words = new TreeMap<String, Integer>();
      var names = new HashSet<String>();
      raw.forEach((name, times) -> {
        var parts = Stems.of(name);
        parts.forEach(part -> words.merge(shared.apply(part), times, Integer::sum));
        if (parts.size() > 1) {
          names.add(shared.apply(joined(name)));
        }
      });
      var joined = new HashSet<String>();
      var definedWords = new HashSet<>(headings);
      for (var name : defined) {
        joined.add(shared.apply(joined(name)));
        Stems.of(name).forEach(word -> definedWords.add(shared.apply(word)));
      }
      var counts = new byte[words.size()];
      int i = 0;
      for (int times : words.values()) {
        counts[i++] = (byte) Math.min(times, Byte.MAX_VALUE);
      }
      return new FileWords(List.copyOf(words.keySet()), counts, names, joined, definedWords);
    }
  }
}
