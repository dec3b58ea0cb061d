package dev.autopack.output;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that stand without quotes: numbers and constants. */
final class JsonWords {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  /** The sign, a point and what may lack on one side of it, an exponent. */
  private static final Pattern LOOSE_NUMBER =
      Pattern.compile("[+-]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private static final Set<String> CONSTANTS =
      Set.of("true", "false", "null", "True", "False", "None", "TRUE", "FALSE", "NULL", "Null");

  private JsonWords() {}

  /**
   * A word and what was wrong with its spelling.
   *
   * @param repair empty where nothing was
   */
  record Word(JsonValue value, Optional<String> repair) {}

  static boolean isConstant(String word) {
    return CONSTANTS.contains(word);
  }

  /** What the word means; empty where it means nothing, or more than one thing. */
  static Optional<Word> read(String word) {
    if (NUMBER.matcher(word).matches()) {
      return Optional.of(new Word(new JsonValue.Digits(word), Optional.empty()));
    }
    return switch (word) {
      case "true", "false" -> constant(new JsonValue.Truth(word.equals("true")), Optional.empty());
      case "null" -> constant(new JsonValue.Null(), Optional.empty());
      case "True", "TRUE" -> constant(new JsonValue.Truth(true), otherSpelling());
      case "False", "FALSE" -> constant(new JsonValue.Truth(false), otherSpelling());
      case "None", "Null", "NULL" -> constant(new JsonValue.Null(), otherSpelling());
      default ->
          LOOSE_NUMBER.matcher(word).matches()
              ? constant(
                  new JsonValue.Digits(strict(word)), Optional.of("another spelling of a number"))
              : Optional.empty();
    };
  }

  private static Optional<Word> constant(JsonValue value, Optional<String> repair) {
    return Optional.of(new Word(value, repair));
  }

  private static Optional<String> otherSpelling() {
    return Optional.of("another language's spelling of a constant");
  }

  /** The same number as JSON spells it. */
  private static String strict(String word) {
    return word.replaceFirst("^\\+", "")
        .replaceFirst("^(-?)\\.", "$10.")
        .replaceFirst("\\.(?![0-9])", "");
  }
}
