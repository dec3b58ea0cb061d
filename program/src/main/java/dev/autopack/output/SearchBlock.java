package dev.autopack.output;

import dev.autopack.output.SearchMark.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One SEARCH/REPLACE block: the lines at which its marks stand.
 *
 * @param first the line that its old text begins at
 */
record SearchBlock(int opening, int first, int divider, int closing) {
  private static final Pattern START_LINE =
      Pattern.compile("\\s*:(start|end)_line:\\s*(\\d{1,9})\\s*");

  /** What comes of looking for a block. */
  sealed interface Found {
    record Block(SearchBlock block) implements Found {}

    record Wrong(int opening, int next, String why) implements Found {}

    record Open(int opening) implements Found {}

    /** Several lines may part old from new; the file may tell which one does. */
    record Several(List<SearchBlock> readings) implements Found {
      public Several {
        readings = List.copyOf(readings);
      }

      int next() {
        return readings.getFirst().closing() + 1;
      }

      String why() {
        return "the block holds %d lines like '=======', and only one can part old from new; write all"
                .formatted(readings.size())
            + " its marks with eight signs";
      }
    }
  }

  /** Reads the block that a line opens. */
  static Found at(ReplyLines reply, int opening, SearchMark mark) {
    var closing = closing(reply, opening, mark.length());
    if (closing.isEmpty()) {
      var next = next(reply, opening);
      return next.isPresent()
          ? new Found.Wrong(
              opening, next.getAsInt(), "the block has no '>>>>>>> REPLACE' before the next begins")
          : new Found.Open(opening);
    }
    var end = closing.getAsInt();
    var first = behindHints(reply, opening + 1, end);
    var dividers = dividers(reply, first, end, mark.length());
    return switch (dividers.size()) {
      case 0 -> new Found.Wrong(opening, end + 1, "the block has no '=======' in it");
      case 1 -> new Found.Block(new SearchBlock(opening, first, dividers.getFirst(), end));
      default ->
          new Found.Several(
              dividers.stream()
                  .map(divider -> new SearchBlock(opening, first, divider, end))
                  .toList());
    };
  }

  /** The line that ends it: one as long as its first, or else of any length. */
  private static OptionalInt closing(ReplyLines reply, int opening, int length) {
    var any = OptionalInt.empty();
    for (int i = opening + 1; i < reply.size(); i++) {
      var mark = SearchMark.of(reply.line(i));
      if (mark.isEmpty()) {
        continue;
      }
      if (mark.get().is(Kind.SEARCH) && mark.get().length() == length) {
        return any;
      }
      if (mark.get().is(Kind.REPLACE)) {
        if (mark.get().length() == length) {
          return OptionalInt.of(i);
        }
        any = any.isPresent() ? any : OptionalInt.of(i);
      }
    }
    return any;
  }

  private static OptionalInt next(ReplyLines reply, int opening) {
    for (int i = opening + 1; i < reply.size(); i++) {
      if (SearchMark.of(reply.line(i)).filter(it -> it.is(Kind.SEARCH)).isPresent()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Some say in a line of its own where the old text begins, and underline that. */
  private static int behindHints(ReplyLines reply, int from, int end) {
    var at = from;
    while (at < end && START_LINE.matcher(reply.line(at)).matches()) {
      at++;
    }
    var isUnderlined = at > from && at < end && reply.line(at).strip().matches("-{5,9}");
    return isUnderlined ? at + 1 : at;
  }

  /** The line number that the block gives, if it does. */
  OptionalInt firstLine(ReplyLines reply) {
    for (int i = opening + 1; i < first; i++) {
      var matcher = START_LINE.matcher(reply.line(i));
      if (matcher.matches() && "start".equals(matcher.group(1))) {
        return OptionalInt.of(Integer.parseInt(matcher.group(2)));
      }
    }
    return OptionalInt.empty();
  }

  /** The lines that may part old from new: those as long as the first mark, or else all. */
  private static List<Integer> dividers(ReplyLines reply, int from, int to, int length) {
    var all = new ArrayList<Integer>();
    var fitting = new ArrayList<Integer>();
    for (int i = from; i < to; i++) {
      Optional<SearchMark> mark = SearchMark.of(reply.line(i)).filter(it -> it.is(Kind.DIVIDER));
      if (mark.isPresent()) {
        all.add(i);
        if (mark.get().length() == length) {
          fitting.add(i);
        }
      }
    }
    return fitting.isEmpty() ? all : fitting;
  }

  String before(ReplyLines reply) {
    return reply.text(first, divider);
  }

  String after(ReplyLines reply) {
    return reply.text(divider + 1, closing);
  }
}
