package dev.autopack.bench;

import dev.autopack.error.OperatorException;
import java.util.List;

/**
 * The words behind a measurement's name.
 *
 * @param usage how they are written right
 */
public record Arguments(List<String> words, String usage) {
  public Arguments {
    words = List.copyOf(words);
  }

  /**
   * The word at that place, which an option needs.
   *
   * @throws OperatorException where there is none
   */
  public String value(int place, String option) {
    if (place >= words.size()) {
      throw wrong("'%s' has no value.".formatted(option));
    }
    return words.get(place);
  }

  /**
   * A number from 1 on.
   *
   * @param what it is, for whoever wrote another word
   * @throws OperatorException where it is none
   */
  public int number(String text, String what) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with those that are too small.
    }
    throw wrong("'%s' is no number of %s.".formatted(text, what));
  }

  /** The mistake, and how it is right. */
  public OperatorException wrong(String problem) {
    return new OperatorException(problem, "Use: " + usage);
  }
}
