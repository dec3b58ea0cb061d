package dev.autopack.policy;

import dev.autopack.code.TestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The assertions of a test body, each with how much it can catch. */
final class Assertions {
  private static final Pattern START =
      Pattern.compile(
          // Python's statement.
          "(?m)(?<![\\w.$])assert(?=[\\s(])(?!\\s*[.!])"
              // JUnit, unittest, chai, testify, Rust's macros, Go's own.
              + "|(?<![\\w$])(?:self\\.)?(?:assert\\w+|verify|fail)(?:!|\\.\\w+)?\\s*[(\\[{]"
              + "|(?<![\\w$])assert\\.\\w+(?:\\.\\w+)*\\s*\\("
              + "|(?<![\\w$])(?:expect|should)\\w*\\s*\\("
              + "|(?<![\\w$])(?:assert|debug_assert)\\w*!\\s*[(\\[{]|\\bpanic!\\s*\\("
              + "|(?<![\\w$])require\\.\\w+\\s*\\("
              + "|(?<![\\w$])(?:t|b|tb|f|s|T)\\.(?:Errorf?|Fatalf?|Fail|FailNow)\\s*\\("
              + "|(?:pytest|self)\\.(?:raises|assertRaises\\w*|warns)\\s*\\("
              + "|\\.(?:assert_\\w+|should\\.\\w+)\\s*\\(|\\bt\\.(?:is|deepEqual|true|not|throws)\\s*\\(");

  private static final Pattern STRONG =
      Pattern.compile(
          "==|assert_?(?:Equals?|Same|ArrayEquals|IterableEquals|ListEqual|DictEqual|CountEqual|SequenceEqual|eq|matches)\\b|assert_eq!"
              + "|\\.(?:to(?:Be|Equal|StrictEqual|MatchObject|MatchSnapshot|MatchInlineSnapshot|Throw\\w*|HaveBeenCalledWith|HaveLength|BeCloseTo)|isEqualTo|isSameAs|containsExactly\\w*|deepEqual|deepStrictEqual|strictEqual|equal|Equal\\w*|EqualValues|JSONEq|isZero|hasSize)\\s*\\("
              + "|raises\\s*\\(|[aA]ssertThrows\\w*\\s*\\(|assertRaises|\\.(?:Error|Fatal)f?\\s*\\(");
  private static final Pattern WEAK =
      Pattern.compile(
          "[Nn]ot_?(?:Null|None|Nil|Empty)|is not None|toBe(?:Truthy|Falsy|Defined|Undefined|Null)\\s*\\(|\\.(?:ok|isNotNull|isPresent|isNotEmpty|NoError|True|False)\\s*\\(");
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "assert\\s*\\(?\\s*(?:True|1|not False|true)\\s*\\)?\\s*(?:,.*)?"
              + "|(?:self\\.)?assert(?:True|_true)?!?\\s*[(\\[]\\s*(?:True|true|!false|not False)\\s*(?:,[^()]*)?[)\\]]"
              + "|(?:self\\.)?assertFalse\\s*\\(\\s*(?:False|false)\\s*(?:,[^()]*)?\\)"
              + "|expect\\s*\\(\\s*(true|false|\\d+|null)\\s*\\)\\s*\\.to(?:Be|Equal|StrictEqual)\\s*\\(\\s*\\1\\s*\\)"
              + "|expect\\s*\\(\\s*true\\s*\\)\\s*\\.toBeTruthy\\s*\\(\\s*\\)"
              + "|assertThat\\s*\\(\\s*(?:true|false)\\s*\\)\\s*\\.is(?:True|False)\\s*\\(\\s*\\)"
              + "|(?:assert|require)\\.(?:True|ok)\\s*\\(\\s*(?:t\\s*,\\s*)?true\\s*\\)");
  private static final Pattern OR_ELSE =
      Pattern.compile(
          "assert\\s.*\\bor\\s+(?:True|1|not False)\\s*(?:,.*)?"
              + "|.*\\|\\|\\s*(?:true|1|!false|!0)\\s*(?:,[^()]*)?[)\\]]*");
  private static final Pattern TWO_SIDES =
      Pattern.compile(
          "(?:assert\\w*\\.?\\w*!?|require\\.\\w+)\\s*\\(\\s*(?:t\\s*,\\s*)?([^,()]+?(?:\\([^()]*\\))?)\\s*,\\s*([^,()]+?(?:\\([^()]*\\))?)\\s*\\)"
              + "|assert\\s+(.+?)\\s*==\\s*(.+?)\\s*"
              + "|expect\\s*\\((.+?)\\)\\s*\\.to(?:Be|Equal|StrictEqual)\\s*\\((.+?)\\)");
  private static final Pattern EVERYTHING =
      Pattern.compile(
          "raises\\s*\\(\\s*(?:Base)?Exception\\s*[,)]|assertRaises\\w*\\s*\\(\\s*(?:Base)?Exception\\s*[,)]"
              + "|assertThrows\\w*\\s*\\(\\s*(?:Exception|Throwable|RuntimeException)\\.class");

  private Assertions() {}

  /** What one can catch. */
  enum Strength {
    /** It holds whatever the code does. */
    NOTHING,
    /** That something is there. */
    WEAK,
    /** Something of it. */
    SOME,
    /** That it is this and nothing else. */
    STRONG
  }

  /** One assertion, its white space made even. */
  record Assertion(String text, Strength strength) {
    /** Whether any failure at all satisfies it. */
    boolean expectsAnything() {
      return EVERYTHING.matcher(text).find();
    }
  }

  static List<Assertion> of(TestBody.Part body) {
    var found = new ArrayList<Assertion>();
    var start = START.matcher(body.code());
    int behind = 0;
    while (start.find()) {
      if (start.start() >= behind) {
        behind = end(body.code(), start.start());
        var text = even(body.text().substring(start.start(), behind));
        found.add(new Assertion(text, strength(text)));
      }
    }
    return found;
  }

  /** Where the statement ends: at a semicolon or a line end outside of brackets. */
  private static int end(String code, int from) {
    int depth = 0;
    for (int i = from; i < code.length(); i++) {
      switch (code.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> {
          depth--;
          if (depth < 0) {
            return i;
          }
        }
        case ';' -> {
          if (depth == 0) {
            return i;
          }
        }
        case '\n' -> {
          if (depth == 0 && !goesOn(code, i)) {
            return i;
          }
        }
        default -> {}
      }
    }
    return code.length();
  }

  private static boolean goesOn(String code, int lineEnd) {
    if (lineEnd > 0 && code.charAt(lineEnd - 1) == '\\') {
      return true;
    }
    int i = lineEnd;
    while (i < code.length() && Character.isWhitespace(code.charAt(i))) {
      i++;
    }
    return i < code.length() && code.charAt(i) == '.';
  }

  private static String even(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("\\s*([.(),])\\s*", "$1");
  }

  private static Strength strength(String text) {
    if (SAYS_NOTHING.matcher(text).matches()
        || OR_ELSE.matcher(text).matches()
        || isSameOnBothSides(text)) {
      return Strength.NOTHING;
    }
    if (WEAK.matcher(text).find()) {
      return Strength.WEAK;
    }
    return STRONG.matcher(text).find() ? Strength.STRONG : Strength.SOME;
  }

  private static boolean isSameOnBothSides(String text) {
    var sides = TWO_SIDES.matcher(text);
    if (!sides.matches()) {
      return false;
    }
    for (int group = 1; group < sides.groupCount(); group += 2) {
      if (sides.group(group) != null) {
        return sides.group(group).strip().equals(sides.group(group + 1).strip());
      }
    }
    return false;
  }
}
