package dev.autopack.output;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts what a reply brought, and says at its end whether that is what it announced.
 *
 * <p>Behind the end line there is nothing that counts: what says again what came is passed over,
 * what is cut off there was never begun, and another operation contradicts the end. Where no count
 * says how much there is, another file that is begun there contradicts it too.
 */
final class Tally {
  private final List<Unit> units = new ArrayList<>();
  private int rejected;
  private int operations;
  private OptionalInt announced = OptionalInt.empty();
  private Optional<String> contradiction = Optional.empty();
  private Optional<String> firstRejection = Optional.empty();

  /** A unit closed. */
  void closed(Unit unit) {
    units.add(unit);
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

  /**
   * Whether a unit that comes behind the end is another than those before it; it ends the trust.
   */
  boolean isContradictedBy(Unit behindTheEnd) {
    if (units.contains(behindTheEnd)) {
      return false;
    }
    contradict("operations come after its end line");
    return true;
  }

  /** Whether an operation on the file of that path closed. */
  boolean hasOperationOn(String path) {
    return units.stream()
        .flatMap(unit -> path(unit).stream())
        .anyMatch(file -> file.value().equals(path));
  }

  /**
   * How many operations only say again what stands there last on their file, and are left out by
   * {@link Merge}: whoever counts may count them or not.
   */
  private int repeated() {
    var last = new HashMap<RepoPath, Unit>();
    var repeated = 0;
    for (var unit : units) {
      var path = path(unit);
      if (path.isPresent() && unit.equals(last.put(path.get(), unit))) {
        repeated++;
      }
    }
    return repeated;
  }

  private static Optional<RepoPath> path(Unit unit) {
    return switch (unit) {
      case Unit.Declare _ -> Optional.empty();
      case Unit.Change(var edit) -> Optional.of(edit.path());
      case Unit.Continue(var path, _) -> Optional.of(path);
    };
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

  /**
   * How a reply ended.
   *
   * @param open what is open at the end of its text; behind the end line that is nothing
   */
  ReplyEnd end(Optional<String> open) {
    if (contradiction.isPresent()) {
      return new ReplyEnd.Broken(contradiction.get());
    }
    if (announced.isPresent()) {
      return announced.getAsInt() == operations || announced.getAsInt() == operations - repeated()
          ? new ReplyEnd.Complete()
          : new ReplyEnd.Miscounted(announced.getAsInt(), operations);
    }
    if (open.isPresent()) {
      return new ReplyEnd.Cut("inside " + open.get());
    }
    if (!units.isEmpty()) {
      return new ReplyEnd.Cut("without its end line");
    }
    return new ReplyEnd.Nothing(
        firstRejection
            .map(why -> "none of its %d operations can be used: %s".formatted(rejected, why))
            .orElse("it holds no operation and no end line"));
  }
}
