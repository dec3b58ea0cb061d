package dev.autopack.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads operations whose end lines count wrong, once the reply's own end says how many there are.
 *
 * <p>Only what has one reading is taken: every end line is followed by the next operation or by the
 * reply's end, no text holds a line like the format's own, and the number of operations is the one
 * announced. Otherwise nothing is read, and the operation stays open.
 */
final class MiscountedEnvelope {
  private final List<Closed> closed = new ArrayList<>();
  private Optional<EnvelopeBlock> open;
  private int lines;

  /** An operation and what was wrong with its count. */
  record Closed(EnvelopeText text, List<String> repairs, boolean counts) {}

  private MiscountedEnvelope(EnvelopeBlock first) {
    open = Optional.of(new EnvelopeBlock(first.opening()));
  }

  /**
   * The operations that the open one has swallowed, itself first; empty where they are in doubt.
   */
  static Optional<List<Closed>> read(EnvelopeBlock swallowing, int announced) {
    var reading = new MiscountedEnvelope(swallowing);
    for (var line : swallowing.body().split("(?<=\n)", 0)) {
      if (!reading.take(line)) {
        return Optional.empty();
      }
    }
    var counted = reading.closed.stream().filter(Closed::counts).count();
    return reading.open.isEmpty() && counted == announced
        ? Optional.of(reading.closed)
        : Optional.empty();
  }

  /** Answers whether the line leaves no doubt. */
  private boolean take(String line) {
    var mark = EnvelopeMark.of(line.substring(0, line.length() - 1));
    if (open.isEmpty()) {
      return mark.isPresent() ? opens(mark.get()) : line.isBlank();
    }
    var block = open.get();
    var own = mark.filter(it -> it.fence() == block.opening().fence());
    if (own.filter(it -> it.is("end")).isPresent()) {
      close(block, own.get());
      return true;
    }
    if (mark.isPresent() && !(own.isPresent() && isPart(block, own.get()))) {
      return false;
    }
    block.add(line);
    lines++;
    return true;
  }

  private boolean opens(EnvelopeMark mark) {
    lines = 0;
    return switch (mark.word()) {
      case "declare", "create", "rewrite", "edit", "rename", "continue" -> {
        open = Optional.of(new EnvelopeBlock(mark));
        yield true;
      }
      case "delete" -> closed.add(new Closed(EnvelopeText.ofLine(mark), List.of(), true));
      default -> false;
    };
  }

  private void close(EnvelopeBlock block, EnvelopeMark end) {
    var repairs =
        end.count().equals(Optional.of(lines))
            ? List.<String>of()
            : List.of(
                "its end line counts %s lines, %d came"
                    .formatted(end.count().map(String::valueOf).orElse("no"), lines));
    closed.add(new Closed(block.closedBy(end), repairs, !block.opening().is("declare")));
    open = Optional.empty();
  }

  private static boolean isPart(EnvelopeBlock block, EnvelopeMark mark) {
    return switch (block.opening().word()) {
      case "edit" -> mark.is("before") || mark.is("after");
      case "continue" ->
          (mark.is("before") || mark.is("after"))
              && (block.chars() == 0 || block.opening().isFenceOf(block.body()));
      case "rename" -> mark.is("before") || mark.is("after") || mark.is("from");
      default -> false;
    };
  }
}
