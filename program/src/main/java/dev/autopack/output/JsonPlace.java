package dev.autopack.output;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where something stands that would be JSON if it stood alone: code, data in other formats and
 * prose hold brackets too.
 *
 * @param scope where the fence or the text begins that it stands in
 * @param fence what the fence says it holds; empty outside of any
 */
record JsonPlace(String text, int scope, int begin, int end, Optional<String> fence) {
  private static final Set<String> PLAIN_FENCES = Set.of("", "text", "txt", "plaintext", "output");

  private static final Pattern PART_OF_OBJECT = Pattern.compile("[\"'\u201d\u2019]\\s*:$");
  private static final Pattern CALL = Pattern.compile("[\\w$.]+\\($");
  private static final Pattern PADDING = Pattern.compile("[\\w$.]+\\s*\\(");
  private static final Pattern PADDING_END = Pattern.compile("\\)?\\s*;?");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?<![:/])//[^\n]*", Pattern.DOTALL);
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:(?:export|const|let|var|final)\\s+)*[\\w$.]+\\s*=");
  private static final Pattern STATEMENT =
      Pattern.compile("(?:\\b(?:return|yield|default|throw|await)|\\)\\s*=>)$");
  private static final Pattern BRACKETS = Pattern.compile("[}\\]\\s]*");
  private static final Pattern LOOP = Pattern.compile("\\bin$");
  private static final Pattern YAML_KEY = Pattern.compile("\\s*(?:- )?[\\w.-]+:");
  private static final Pattern YAML_LINE = Pattern.compile("\\s*(?:- )?[\\w.-]+:(?:\\s.*)?");

  /** What to do with it. */
  enum Judgement {
    TAKE,
    PASS_OVER,
    REFUSE
  }

  static boolean isJson(String fence) {
    return fence.startsWith("json");
  }

  Judgement judge(JsonValue value, List<String> repairs) {
    var before = withoutComments(text.substring(scope, begin));
    if (PART_OF_OBJECT.matcher(before).find() || isYaml()) {
      return Judgement.REFUSE;
    }
    var after = withoutComments(after());
    if ((before.isEmpty() && BRACKETS.matcher(after).matches()) || isPadded(before, after)) {
      return Judgement.TAKE;
    }
    if (isCode(before, after, repairs) || isCell()) {
      return Judgement.PASS_OVER;
    }
    return isMeant(value, before, after) ? Judgement.TAKE : Judgement.PASS_OVER;
  }

  /** What follows up to the end of the fence or the text. */
  private String after() {
    var close = fence.isPresent() ? text.indexOf("```", end) : -1;
    return text.substring(end, close < 0 ? text.length() : close).strip();
  }

  private boolean isCode(String before, String after, List<String> repairs) {
    if (fence.filter(tag -> !isJson(tag) && !PLAIN_FENCES.contains(tag)).isPresent()) {
      return true;
    }
    if (before.endsWith("=")) {
      return !(ASSIGNMENT.matcher(before).matches() && after.matches(";?") && repairs.isEmpty());
    }
    return STATEMENT.matcher(before).find() || CALL.matcher(before).find() || touchesWord();
  }

  /** The argument of the one call that is all there is, as servers once answered. */
  private static boolean isPadded(String before, String after) {
    return PADDING.matcher(before).matches() && PADDING_END.matcher(after).matches();
  }

  private static String withoutComments(String around) {
    return COMMENT.matcher(around).replaceAll("").strip();
  }

  /** A letter, digit or closing quote directly before: an index, a template, a type. */
  private boolean touchesWord() {
    if (begin == scope) {
      return false;
    }
    var c = text.charAt(begin - 1);
    return Character.isLetterOrDigit(c) || "_$)\"'.@\\%#".indexOf(c) >= 0;
  }

  /** A line of a table, or of a diff. */
  private boolean isCell() {
    return linePrefix().strip().startsWith("|") || linePrefix().matches("[+-]");
  }

  private boolean isYaml() {
    return YAML_KEY.matcher(linePrefix().stripTrailing()).matches() && otherYamlLines() > 0;
  }

  private long otherYamlLines() {
    var around = text.substring(scope, lineStart()) + text.substring(lineEnd());
    return around.lines().filter(YAML_LINE.asMatchPredicate()).count();
  }

  /** In prose small brackets are mostly no JSON: a footnote, a check box, an empty body. */
  private boolean isMeant(JsonValue value, String before, String after) {
    var announced = before.endsWith(":") && (after.isEmpty() || isOnItsOwnLines());
    return switch (value) {
      case JsonValue.Members(var members) -> announced || !members.isEmpty();
      case JsonValue.Items(var items) ->
          !isLink()
              && !LOOP.matcher(before).find()
              && (announced || isRich(items) || (!items.isEmpty() && isSetApart(before)));
      case JsonValue.Text _, JsonValue.Digits _, JsonValue.Truth _, JsonValue.Null _ -> false;
    };
  }

  private boolean isSetApart(String before) {
    return before.endsWith(":") || isOnItsOwnLines();
  }

  private static boolean isRich(List<JsonValue> items) {
    return items.stream()
        .anyMatch(item ->
            item instanceof JsonValue.Members
                || item instanceof JsonValue.Items
                || item instanceof JsonValue.Text);
  }

  private boolean isOnItsOwnLines() {
    return linePrefix().isBlank() && text.substring(end, lineEnd()).isBlank();
  }

  private boolean isLink() {
    return end < text.length() && text.charAt(end) == '(';
  }

  private String linePrefix() {
    return text.substring(lineStart(), begin);
  }

  private int lineStart() {
    return Math.max(scope, text.lastIndexOf('\n', begin - 1) + 1);
  }

  private int lineEnd() {
    var feed = text.indexOf('\n', end);
    return feed < 0 ? text.length() : feed;
  }
}
