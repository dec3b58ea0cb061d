package dev.autopack.bench.replay;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How the oracle behaves in one row of the table.
 *
 * @param cap the most that it can say in one reply, whatever is asked; empty: no bound of its own
 * @param faults by commit, the seed of what goes wrong; none where nothing does
 */
record Manner(Cut cut, OptionalInt cap, Temper temper, Map<String, Long> faults) {
  Manner {
    faults = Map.copyOf(faults);
  }

  /** What a continuation does besides what it is asked. */
  enum Temper {
    /** Nothing. */
    OBEDIENT,
    /** In a third of them: other white space in the anchor, a finished unit again, or prose. */
    DEFAULT
  }

  /** Where the first reply of a commit ends. */
  sealed interface Cut {
    /** Where it is finished, however few tokens were allowed. */
    record None() implements Cut {}

    /** After this share of its tokens, or where the allowance ends. */
    record Share(int percent) implements Cut {}

    /** Where the allowance ends. */
    record Budget() implements Cut {}

    /** As on the command line. */
    default String label() {
      return switch (this) {
        case None() -> "none";
        case Share(int percent) -> percent + " %";
        case Budget() -> "budget";
      };
    }
  }
}
