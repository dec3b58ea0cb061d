package dev.autopack.edit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A text cut into lines; what follows the last line feed is a line only if it is not empty. */
final class TextLines {
  private final String text;
  private final int size;
  private final int[] starts;
  private final Map<Integer, String> plain = new HashMap<>();
  private Optional<int[]> hashes = Optional.empty();

  private TextLines(String text, int size, int[] starts) {
    this.text = text;
    this.size = size;
    this.starts = starts;
  }

  static TextLines of(String text) {
    var starts = new int[16 + text.length() / 32];
    var size = 0;
    var start = 0;
    while (start < text.length()) {
      if (size + 1 == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[size++] = start;
      var feed = text.indexOf('\n', start);
      start = feed < 0 ? text.length() : feed + 1;
    }
    starts[size] = text.length();
    return new TextLines(text, size, starts);
  }

  String text() {
    return text;
  }

  int size() {
    return size;
  }

  /** Where the line begins in the text; for the number of lines, where the text ends. */
  int start(int index) {
    return starts[index];
  }

  /** Where the line ends in the text, its line end included. */
  int end(int index) {
    return starts[index + 1];
  }

  /** Where the words of the line end in the text. */
  int wordsEnd(int index) {
    var end = end(index);
    if (text.charAt(end - 1) != '\n') {
      return end;
    }
    return end - 1 > start(index) && text.charAt(end - 2) == '\r' ? end - 2 : end - 1;
  }

  /** The line without its line end. */
  String words(int index) {
    return text.substring(start(index), wordsEnd(index));
  }

  /** The line's own line end; empty for a last line without one. */
  String lineEnd(int index) {
    return text.substring(wordsEnd(index), end(index));
  }

  /** The line as {@link Likeness#plain} has it, worked out once. */
  String plain(int index) {
    return plain.computeIfAbsent(index, it -> Likeness.plain(words(it)));
  }

  /**
   * A number that is the same for lines that count as the same by any {@link Likeness}. Those of
   * all lines are worked out at once, so that each line is looked at once however often it is
   * compared.
   */
  int hash(int index) {
    if (hashes.isEmpty()) {
      var all = new int[size];
      for (int i = 0; i < size; i++) {
        all[i] = hashOf(i);
      }
      hashes = Optional.of(all);
    }
    return hashes.get()[index];
  }

  private int hashOf(int index) {
    var at = Likeness.afterIndent(this, index);
    var end = wordsEnd(index);
    while (end > at && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    var hash = 0;
    for (; at < end; at++) {
      var c = text.charAt(at);
      if (c >= 128) {
        return plain(index).hashCode();
      }
      hash = 31 * hash + c;
    }
    return hash;
  }

  boolean isBlank(int index) {
    return Likeness.afterIndent(this, index) == wordsEnd(index);
  }

  boolean hasFinalLineEnd() {
    return text.endsWith("\n");
  }

  /** The line that a place in the text lies in, from 0. */
  int at(int offset) {
    var found = Arrays.binarySearch(starts, 0, size, offset);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** The lines from one to before another, as a text of their own. */
  TextLines part(int from, int to) {
    return of(text.substring(start(from), start(to)));
  }
}
