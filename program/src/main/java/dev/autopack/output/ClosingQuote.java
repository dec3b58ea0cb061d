package dev.autopack.output;

/**
 * Looks past a quote inside a text for what only the end of the text can have behind it: a colon
 * behind a name; a bracket, or a comma and the next name or value, behind a value.
 *
 * <p>In JSON that is in order the first quote always has it. Decides as early as it can, and always
 * within a bounded number of characters that are not blank.
 */
final class ClosingQuote {
  private static final int MAX_NAME_CHARS = 1_000;
  private static final int MAX_CONSTANT_CHARS = 5;

  /** What the characters so far say of the quote. */
  enum Sign {
    CLOSES,
    INNER,
    UNDECIDED
  }

  /** What the text would be. */
  enum Role {
    NAME,
    MEMBER,
    ITEM
  }

  private enum At {
    QUOTE,
    COMMA,
    NAME,
    NAME_ESCAPE,
    BARE_NAME,
    BEHIND_NAME,
    CONSTANT
  }

  private final Role role;
  private final boolean first;
  private final boolean bareNames;
  private final StringBuilder constant = new StringBuilder();
  private At at = At.QUOTE;
  private boolean spaced;
  private boolean comma;
  private char nameQuote;
  private int nameChars;

  /**
   * @param first whether no quote inside the same text has been passed over yet; then a sign that
   *     prose may show as well is believed
   * @param bareNames whether a name without quotes is believed too
   */
  ClosingQuote(Role role, boolean first, boolean bareNames) {
    this.role = role;
    this.first = first;
    this.bareNames = first || bareNames;
  }

  /** Takes the next character behind the quote. */
  Sign take(char c) {
    return switch (at) {
      case QUOTE -> behindQuote(c);
      case COMMA -> behindComma(c);
      case NAME -> inName(c);
      case NAME_ESCAPE -> {
        at = At.NAME;
        yield Sign.UNDECIDED;
      }
      case BARE_NAME -> inBareName(c);
      case BEHIND_NAME -> behindName(c);
      case CONSTANT -> inConstant(c);
    };
  }

  private Sign behindQuote(char c) {
    if (JsonChars.isSpace(c)) {
      spaced = true;
      return Sign.UNDECIDED;
    }
    return switch (role) {
      case NAME -> closesIf(c == ':' || (first && mayFollowName(c)));
      case MEMBER -> behindMember(c);
      case ITEM -> behindItem(c);
    };
  }

  /** What is wrong there, and shows all the same that the name is over. */
  private boolean mayFollowName(char c) {
    return c == ','
        || c == '}'
        || JsonChars.startsComment(c)
        || (spaced && JsonChars.startsValue(c));
  }

  private Sign behindMember(char c) {
    if (c == '}') {
      return Sign.CLOSES;
    }
    if (c == ',') {
      at = At.COMMA;
      return Sign.UNDECIDED;
    }
    if (JsonChars.isQuote(c)) {
      return name(c);
    }
    if (spaced && mayBeBareName(c)) {
      at = At.BARE_NAME;
      return Sign.UNDECIDED;
    }
    return closesIf(first && (c == ']' || JsonChars.startsComment(c)));
  }

  private Sign behindItem(char c) {
    if (c == ']') {
      return Sign.CLOSES;
    }
    if (c == ',') {
      at = At.COMMA;
      return Sign.UNDECIDED;
    }
    if (first && spaced && Character.isLetter(c)) {
      constant.append(c);
      at = At.CONSTANT;
      return Sign.UNDECIDED;
    }
    var separate = spaced && JsonChars.startsValue(c);
    return closesIf(first && (separate || c == '}' || JsonChars.startsComment(c)));
  }

  private Sign behindComma(char c) {
    if (JsonChars.isSpace(c) || c == ',') {
      return Sign.UNDECIDED;
    }
    if (JsonChars.startsComment(c)) {
      return closesIf(first);
    }
    return role == Role.ITEM ? nextItem(c) : nextMember(c);
  }

  private Sign nextMember(char c) {
    if (JsonChars.isQuote(c)) {
      return name(c);
    }
    if (mayBeBareName(c)) {
      at = At.BARE_NAME;
      comma = true;
      return Sign.UNDECIDED;
    }
    return closesIf(c == '}' || (first && c == ']'));
  }

  private Sign nextItem(char c) {
    if (Character.isLetter(c)) {
      constant.append(c);
      at = At.CONSTANT;
      return Sign.UNDECIDED;
    }
    return closesIf(c == ']' || JsonChars.startsValue(c) || (first && c == '}'));
  }

  private Sign inConstant(char c) {
    if (Character.isLetterOrDigit(c) && constant.length() < MAX_CONSTANT_CHARS) {
      constant.append(c);
      return Sign.UNDECIDED;
    }
    return closesIf(!Character.isLetterOrDigit(c) && JsonWords.isConstant(constant.toString()));
  }

  private Sign name(char quote) {
    at = At.NAME;
    nameQuote = JsonChars.closing(quote);
    return Sign.UNDECIDED;
  }

  private boolean mayBeBareName(char c) {
    return bareNames && (JsonChars.startsBareName(c) || Character.isDigit(c));
  }

  private Sign inName(char c) {
    nameChars++;
    if (c == nameQuote) {
      at = At.BEHIND_NAME;
    } else if (c == '\\') {
      at = At.NAME_ESCAPE;
    } else if (c == '\n') {
      return closesIf(first);
    }
    return nameChars > MAX_NAME_CHARS ? closesIf(first) : Sign.UNDECIDED;
  }

  private Sign inBareName(char c) {
    if (c == ':') {
      return Sign.CLOSES;
    }
    nameChars++;
    if (JsonChars.isSpace(c) || (comma && JsonChars.isQuote(c))) {
      at = At.BEHIND_NAME;
      return Sign.UNDECIDED;
    }
    return JsonChars.isInBareName(c) && nameChars <= MAX_NAME_CHARS ? Sign.UNDECIDED : Sign.INNER;
  }

  private Sign behindName(char c) {
    return JsonChars.isSpace(c) ? Sign.UNDECIDED : closesIf(c == ':');
  }

  private static Sign closesIf(boolean holds) {
    return holds ? Sign.CLOSES : Sign.INNER;
  }
}
