package dev.autopack.output;

import java.util.Optional;
import java.util.OptionalInt;

/** Counts what a reply brought, and says at its end whether that is what it announced. */
final class Tally {
  private int closed;
  private int rejected;
  private int operations;
  private OptionalInt announced = OptionalInt.empty();
  private Optional<String> contradiction = Optional.empty();
  private Optional<String> firstRejection = Optional.empty();

  /** A unit closed. */
  void closed(Unit unit) {
    closed++;
    switch (unit) {
      case Unit.Declare _ -> {}
      case Unit.Change _, Unit.Continue _ -> operations++;
    }
  }

  /** An operation closed that cannot be used; the builder counts it all the same. */
  void rejected(String why) {
    operations++;
    notCounted(why);
  }

  /** An operation closed that asks for nothing that is done here; the builder counts it too. */
  void passedOver() {
    operations++;
  }

  /** Something closed that the builder would not count either. */
  void notCounted(String why) {
    rejected++;
    firstRejection = firstRejection.or(() -> Optional.of(why));
  }

  /** The end line came. */
  void announced(int count) {
    if (announced.isPresent() && announced.getAsInt() != count) {
      contradict(
          "it has two end lines, with counts of %d and %d".formatted(announced.getAsInt(), count));
    }
    announced = OptionalInt.of(count);
  }

  /** What the end line should count. */
  int operations() {
    return operations;
  }

  boolean isOver() {
    return announced.isPresent();
  }

  /** The reply says something of itself that does not hold; the first such thing is kept. */
  void contradict(String why) {
    contradiction = contradiction.or(() -> Optional.of(why));
  }

  /** How a reply ended that has something open at its end, or nothing. */
  ReplyEnd end(Optional<String> open) {
    if (contradiction.isPresent()) {
      return new ReplyEnd.Broken(contradiction.get());
    }
    if (open.isPresent()) {
      return new ReplyEnd.Cut("inside " + open.get());
    }
    if (announced.isPresent()) {
      return announced.getAsInt() == operations
          ? new ReplyEnd.Complete()
          : new ReplyEnd.Miscounted(announced.getAsInt(), operations);
    }
    if (closed > 0) {
      return new ReplyEnd.Cut("without its end line");
    }
    return new ReplyEnd.Nothing(
        firstRejection
            .map(why -> "none of its %d operations can be used: %s".formatted(rejected, why))
            .orElse("it holds no operation and no end line"));
  }
}
