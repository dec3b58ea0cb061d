package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds the lines that a builder names as standing above a place: a class, then its method. */
final class Above {
  private final TextLines file;

  Above(TextLines file) {
    this.file = file;
  }

  /** Where the last of the named lines stands, below the others; empty where one is not there. */
  List<Integer> lines(List<String> named) {
    var found = lines(named.getFirst());
    for (var next : named.subList(1, named.size())) {
      var outer = found;
      var below =
          lines(next).stream().filter(it -> outer.stream().anyMatch(up -> up < it)).toList();
      var inside =
          below.stream().filter(it -> outer.stream().anyMatch(up -> isInside(up, it))).toList();
      found = inside.isEmpty() ? below : inside;
    }
    return found;
  }

  /** The lines that are the named one; where none is, those that begin with it or hold it. */
  private List<Integer> lines(String named) {
    var wanted = squeezed(named);
    for (var fits :
        List.<BiPredicate<String, String>>of(
            String::equals, String::startsWith, String::contains)) {
      var found = new ArrayList<Integer>();
      for (int i = 0; i < file.size(); i++) {
        if (!file.isBlank(i) && fits.test(squeezed(file.words(i)), wanted)) {
          found.add(i);
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static String squeezed(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  /** Whether a line lies in the block that another one heads, by indentation. */
  boolean isInside(int head, int line) {
    if (line <= head) {
      return line == head;
    }
    for (int i = head + 1; i <= line; i++) {
      if (!file.isBlank(i) && depth(i) <= depth(head)) {
        return false;
      }
    }
    return true;
  }

  private int depth(int line) {
    var depth = 0;
    for (int at = file.start(line); at < Likeness.afterIndent(file, line); at++) {
      depth += file.text().charAt(at) == '\t' ? 4 : 1;
    }
    return depth;
  }
}
