package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the indentation of sent lines differs from that of the file's lines they mean. */
final class Indentation {
  private static final List<Integer> TAB_WIDTHS = List.of(4, 2, 8, 3);

  /** What looks like a space and is none, as text copied from a page has it. */
  private static final Pattern SPACE =
      Pattern.compile("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]");

  private Indentation() {}

  /** The leading white space of one line in the file and as it was sent. */
  record Pair(String file, String sent) {
    static Pair of(String file, String sent) {
      return new Pair(leading(file), leading(sent));
    }
  }

  /**
   * What turns sent indentation into the file's: first tabs and spaces, then a common prefix that
   * is taken away or put in front.
   *
   * @param tabWidth spaces that stand for one tab, or 0 where nothing is converted
   */
  record Shift(int tabWidth, boolean toTabs, String remove, String add) {
    /** Empty where the line lacks what all lines must lose. */
    Optional<String> apply(String line) {
      if (line.isBlank()) {
        return Optional.of(line);
      }
      var leading = converted(leading(line), tabWidth, toTabs);
      return leading.startsWith(remove)
          ? Optional.of(
              add
                  + likeAdded(leading.substring(remove.length()))
                  + line.substring(leadingEnd(line)))
          : Optional.empty();
    }

    /** Lines without indentation do not show that the file's is made of tabs. */
    private String likeAdded(String spaces) {
      if (tabWidth > 0 || add.isEmpty() || !add.replace("\t", "").isEmpty()) {
        return spaces;
      }
      return spaces.replace(" ".repeat(spaces.length() % 4 == 0 ? 4 : 2), "\t");
    }
  }

  /** The one shift that explains every pair, if there is one. */
  static Optional<Shift> shift(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Optional.of(new Shift(0, false, "", ""));
    }
    return plainShift(pairs, 0, false).or(() -> convertedShift(pairs));
  }

  private static Optional<Shift> convertedShift(List<Pair> pairs) {
    for (var width : TAB_WIDTHS) {
      for (var toTabs : List.of(true, false)) {
        var found = plainShift(pairs, width, toTabs);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Shift> plainShift(List<Pair> pairs, int width, boolean toTabs) {
    var converted = new ArrayList<Pair>();
    for (var pair : pairs) {
      converted.add(new Pair(pair.file(), converted(pair.sent(), width, toTabs)));
    }
    var first = converted.getFirst();
    var add = beforeSuffix(first.file(), first.sent());
    var remove = beforeSuffix(first.sent(), first.file());
    if (add.isEmpty() && remove.isEmpty()) {
      return Optional.empty();
    }
    var shift = new Shift(width, toTabs, remove.orElse(""), add.orElse(""));
    var explainsAll =
        converted.stream()
            .allMatch(pair -> (shift.remove() + pair.file()).equals(shift.add() + pair.sent()));
    return explainsAll ? Optional.of(shift) : Optional.empty();
  }

  /** What stands in front of the suffix, where it is one. */
  private static Optional<String> beforeSuffix(String text, String suffix) {
    return text.endsWith(suffix)
        ? Optional.of(text.substring(0, text.length() - suffix.length()))
        : Optional.empty();
  }

  private static String converted(String leading, int width, boolean toTabs) {
    if (width == 0) {
      return leading;
    }
    var spaces = " ".repeat(width);
    return toTabs ? leading.replace(spaces, "\t") : leading.replace("\t", spaces);
  }

  private static String leading(String line) {
    var spaces = line.substring(0, leadingEnd(line));
    return SPACE.matcher(spaces).replaceAll(" ");
  }

  private static int leadingEnd(String line) {
    var at = 0;
    while (at < line.length()
        && (Character.isWhitespace(line.charAt(at)) || Character.isSpaceChar(line.charAt(at)))) {
      at++;
    }
    return at;
  }
}
