package dev.autopack.code;

import dev.autopack.code.Definition.Body;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in a callable, and whether that does something or only stands for it. The rules are
 * one for all languages; each language's reader says what is a statement, and where it stands.
 *
 * @param statements without comments and without what only documents
 * @param text all of it as it stands, comments included
 */
record BodyText(List<String> statements, String text, Promise promise, Place place) {
  /** What the declaration says that one gets back. */
  enum Promise {
    VALUE,
    NOTHING,
    /** The language does not ask, and the declaration does not say. */
    UNSAID
  }

  /** What may be expected of a body there. */
  enum Place {
    PLAIN,
    /** It fills in somebody else's shape, or is there to be filled in: doing nothing is meant. */
    FILLS_IN,
    CONSTRUCTOR;

    private static final Pattern NAMED_SO =
        Pattern.compile("(?i)no_?op|do_?nothing|ignore|context_?loads");

    /** Where something is called after doing nothing, that is what it has to do. */
    static Place of(String name, boolean fillsIn) {
      return fillsIn || NAMED_SO.matcher(name).matches() ? FILLS_IN : PLAIN;
    }
  }

  private static final String NO_VALUE =
      "null|nil|None|NULL|nullptr|undefined|default!?|default\\([^()]*\\)|void 0";
  private static final String CONSTANT =
      NO_VALUE
          + "|[-+]?[0-9][\\w.]*|true|false|True|False|\"\"|''|``|\\[\\]|\\{\\}|\\(\\)|\\(\\{\\}\\)";
  private static final Pattern GIVES_NO_VALUE = returned(NO_VALUE);
  private static final Pattern GIVES_CONSTANT = returned(CONSTANT);
  private static final Pattern ENDS = Pattern.compile("(?:return|pass|Unit|\\.\\.\\.)?\\s*;?");

  /** Only says that a parameter is not used, or how strictly to read. */
  private static final Pattern DISCARD =
      Pattern.compile(
          "[\"']use \\w+[\"'];?"
              + "|(?:\\(\\s*void\\s*\\)|void\\s|_\\s*=(?!=)|let\\s+_\\s*=|del\\s)"
              + "\\s*&?[\\w.]+\\s*;?");

  private static final Pattern SAYS_IT_BY_NAME =
      Pattern.compile(
          "(?:return\\b)?\\s*(?:(?:todo|unimplemented)!.*|(?:kotlin\\.)?TODO\\s*\\(.*"
              + "|throw\\s+(?:new\\s+)?[\\w.:]*NotImplemented\\w*.*)",
          Pattern.DOTALL);
  private static final Pattern REFUSES =
      Pattern.compile(
          "(?:return\\b)?\\s*(?:(?:throw|raise)\\b.*|(?:panic!?|abort|assert|exit|Err)\\s*\\(.*"
              + "|(?:std::)?(?:abort|exit|terminate|runtime_error|logic_error)\\s*\\(.*)"
              + "|return\\b.*(?:\\w(?:Error|Exception|Errorf)\\b|\\bErr\\w*|\\berrors\\.New\\b).*",
          Pattern.DOTALL);
  private static final Pattern REFUSES_TO_WORK =
      Pattern.compile(
          "(?:throw|raise)\\s+(?:new\\s+)?[\\w.:]*"
              + "(?:UnsupportedOperation|NotSupported|NotImplemented)\\w*.*",
          Pattern.DOTALL);

  BodyText {
    statements =
        statements.stream()
            .map(String::strip)
            .filter(each -> !each.isEmpty() && !DISCARD.matcher(each).matches())
            .toList();
  }

  private static Pattern returned(String values) {
    return Pattern.compile(
        "(?:return\\b)?\\s*\\(?\\s*(?:%1$s)(?:\\s*,\\s*(?:%1$s))*\\s*\\)?\\s*;?".formatted(values));
  }

  Body judge() {
    if (statements.size() > 1) {
      return Body.REAL;
    }
    var only = statements.isEmpty() ? "" : statements.getFirst();
    if (ENDS.matcher(only).matches()) {
      return Unwritten.isSaidIn(text) ? Body.PLACEHOLDER : meantElse(Body.HOLLOW);
    }
    if (SAYS_IT_BY_NAME.matcher(only).matches()) {
      return Body.PLACEHOLDER;
    }
    if (REFUSES.matcher(only).matches()) {
      return refusal(only);
    }
    if (!GIVES_CONSTANT.matcher(only).matches()) {
      return Body.REAL;
    }
    if (Unwritten.isPlainlySaidIn(text)) {
      return Body.PLACEHOLDER;
    }
    if (!GIVES_NO_VALUE.matcher(only).matches()) {
      return Body.REAL;
    }
    return meantElse(promise == Promise.NOTHING ? Body.HOLLOW : Body.NOTHING);
  }

  private Body refusal(String only) {
    if (Unwritten.isSaidIn(text)) {
      return Body.PLACEHOLDER;
    }
    // A constructor that only refuses forbids that there are any.
    return place == Place.CONSTRUCTOR || REFUSES_TO_WORK.matcher(only).matches()
        ? meantElse(Body.HOLLOW)
        : Body.REAL;
  }

  /** Where doing nothing is meant, no body is to be expected. */
  private Body meantElse(Body otherwise) {
    return place == Place.PLAIN ? otherwise : Body.NONE;
  }
}
