package dev.autopack.budget;

import dev.autopack.plan.Deliverable.Action;
import java.util.List;

/**
 * When a builder is asked to declare what it will write before it writes, and what that takes.
 *
 * <p>It pays where the sizes of several files are not known beforehand: of edits and of new files.
 * A file that is written whole is as long as it looks, and one file is soon there itself.
 */
public final class Declaring {
  /** Of fewer files of unknown size a declaration tells too little. */
  private static final int SEVERAL = 2;

  private static final int FRAME = 12;

  /** A path, what happens to it, a name or two and a number of lines. */
  private static final int FILE = 27;

  private Declaring() {}

  /**
   * Whether a whole reply in that format is to begin with a declaration.
   *
   * @param actions what happens to each of the files asked for
   */
  public static boolean pays(Format format, Writing writing, List<Action> actions) {
    return switch (format) {
      case NDJSON, ENVELOPE ->
          actions.stream().filter(action -> isUncertain(writing, action)).count() >= SEVERAL;
      // They cannot say one.
      case FULL_FILE, DIFF -> false;
    };
  }

  private static boolean isUncertain(Writing writing, Action action) {
    return switch (action) {
      case CREATE -> true;
      case MODIFY -> writing == Writing.EDITS;
      case DELETE, RENAME -> false;
    };
  }

  /** Output tokens that a declaration of so many files takes. */
  public static long tokens(int files) {
    return FRAME + (long) FILE * files;
  }
}
