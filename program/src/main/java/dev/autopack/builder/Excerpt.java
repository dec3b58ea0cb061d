package dev.autopack.builder;

import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text shortened so that a reader sees that it is: its beginning, its end and between them the
 * lines that define something, with a notice where lines are left out.
 */
final class Excerpt {
  private static final Pattern DEFINES =
      Pattern.compile(
          "^\\s{0,8}(?:@\\w|(?:export|default|public|protected|private|static|final|abstract|async|pub(?:\\([^)]*\\))?"
              + "|unsafe|const|sealed|open|override)\\s|"
              + "(?:class|interface|record|enum|struct|trait|impl|type|def|fn|func|function|mod|module|fun|object|namespace)\\b).*");

  private final Marker marker;
  private final List<String> lines;
  private final int[] sizes;
  private final TreeSet<Integer> shown = new TreeSet<>();
  private int left;

  private Excerpt(Marker marker, String text, int tokens) {
    this.marker = marker;
    this.lines = List.of(text.split("(?<=\n)", -1));
    this.sizes = lines.stream().mapToInt(TokenCounter::count).toArray();
    this.left = tokens;
  }

  /**
   * At most that many tokens, or nothing where not even a few lines fit. Lines are never cut.
   *
   * @param tokens fewer than the whole text takes
   */
  static Optional<String> of(Marker marker, String text, int tokens) {
    for (int room = tokens; room > 40; room = room * 4 / 5) {
      var excerpt = new Excerpt(marker, text, room).render();
      if (excerpt.isEmpty() || TokenCounter.fits(excerpt.get(), tokens)) {
        return excerpt;
      }
    }
    return Optional.empty();
  }

  /** The lines in which a text defines something, by their look alone. */
  static Stream<String> definitions(String text) {
    return text.lines().map(String::stripTrailing).filter(line -> DEFINES.matcher(line).matches());
  }

  private Optional<String> render() {
    int gap = TokenCounter.count(marker.leftOut(lines.size(), lines.size())) + 1;
    left -= gap;
    int whole = left;
    for (int i = 0; i < lines.size() && spent(whole) < 0.45; i++) {
      if (!take(i, 0)) {
        break;
      }
    }
    for (int i = lines.size() - 1; i >= 0 && spent(whole) < 0.7; i--) {
      if (!take(i, 0)) {
        break;
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      if (DEFINES.matcher(lines.get(i).stripTrailing()).matches()) {
        take(i, gap);
      }
    }
    return shown.isEmpty() ? Optional.empty() : Optional.of(text());
  }

  private double spent(int whole) {
    return 1 - (double) left / Math.max(1, whole);
  }

  /** Shows the line if there is room for it and for the notice beside it. */
  private boolean take(int line, int notice) {
    if (shown.contains(line)) {
      return true;
    }
    if (sizes[line] + notice > left) {
      return false;
    }
    left -= sizes[line] + notice;
    shown.add(line);
    return true;
  }

  private String text() {
    var parts = new ArrayList<String>();
    int next = 0;
    for (int line : shown) {
      addGap(parts, next, line);
      parts.add(lines.get(line));
      next = line + 1;
    }
    addGap(parts, next, lines.size());
    return String.join("", parts);
  }

  private void addGap(List<String> parts, int from, int to) {
    if (from < to && !String.join("", lines.subList(from, to)).isEmpty()) {
      parts.add(marker.leftOut(from + 1, to) + "\n");
    }
  }
}
