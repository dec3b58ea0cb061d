package dev.autopack.code;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import java.util.ArrayList;
import java.util.List;

/** Tells a body of Kotlin that does something from one that only stands for it. */
final class KotlinStub {
  private final String source;
  private final List<KotlinToken> tokens;

  private KotlinStub(String source, List<KotlinToken> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /**
   * The body of a function.
   *
   * @param behind the first token behind the parameters
   * @param body the brace or the equals sign; negative where there is neither
   */
  static Definition.Body judge(
      String source, List<KotlinToken> tokens, int behind, int body, Place place) {
    if (body < 0 || body + 1 >= tokens.size()) {
      return Definition.Body.NONE;
    }
    return new KotlinStub(source, tokens).judge(behind, body, place);
  }

  private Definition.Body judge(int behind, int body, Place place) {
    var isBlock = tokens.get(body).is("{");
    int end = isBlock ? closing(body) : expressionEnd(body + 1);
    var statements = isBlock ? statements(body + 1, end) : List.of(text(body + 1, end));
    var gives = tokens.subList(behind, body).stream().map(KotlinToken::text).toList();
    var isUnit = gives.equals(List.of(":", "Unit")) || (gives.isEmpty() && isBlock);
    var promise = isUnit ? Promise.NOTHING : gives.isEmpty() ? Promise.UNSAID : Promise.VALUE;
    var text = source.substring(tokens.get(body).start(), endOf(body, end, isBlock));
    return new BodyText(statements, text, promise, place).judge();
  }

  /** A comment behind an expression is of it where it stands on its line. */
  private int endOf(int body, int end, boolean isBlock) {
    if (isBlock) {
      return end < tokens.size() ? tokens.get(end).end() : source.length();
    }
    int last = tokens.get(Math.max(body, end - 1)).end();
    int line = source.indexOf('\n', last);
    return line < 0 ? source.length() : line;
  }

  /** One for each line outside of brackets, which is as Kotlin has them or more. */
  private List<String> statements(int from, int end) {
    var statements = new ArrayList<String>();
    int start = from;
    int depth = 0;
    for (int i = from; i < end; i++) {
      var token = tokens.get(i);
      var isNext = depth == 0 && i > start && (token.startsLine() || token.is(";"));
      if (isNext) {
        statements.add(text(start, i));
        start = token.is(";") ? i + 1 : i;
      }
      depth += depth(token);
    }
    if (start < end) {
      statements.add(text(start, end));
    }
    return statements;
  }

  private int expressionEnd(int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (depth == 0 && ((i > from && token.startsLine()) || token.is("}") || token.is(";"))) {
        return i;
      }
      depth += depth(token);
    }
    return tokens.size();
  }

  private int closing(int brace) {
    int depth = 0;
    for (int i = brace; i < tokens.size(); i++) {
      depth += depth(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private static int depth(KotlinToken token) {
    if (token.is("(") || token.is("[") || token.is("{")) {
      return 1;
    }
    return token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
  }

  /** Without comments, and each literal as it stands. */
  private String text(int from, int end) {
    var text = new StringBuilder();
    for (int i = from; i < end; i++) {
      var token = tokens.get(i);
      var gap = i > from && tokens.get(i - 1).end() < token.start();
      text.append(gap ? " " : "").append(source, token.start(), token.end());
    }
    return text.toString();
  }
}
