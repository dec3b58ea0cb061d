package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tests that calls make: {@code describe} and {@code it} as jest, vitest, mocha and node do. */
final class ScriptTestBodies {
  private static final Pattern CALL =
      Pattern.compile(
          "(?<![\\w.$])([xf]?(?:it|test|describe|context|suite|specify))((?:\\.\\w+)*)\\s*([(`])");

  private final BracketText source;
  private final String code;

  ScriptTestBodies(BracketText source) {
    this.source = source;
    this.code = source.code();
  }

  /**
   * One call.
   *
   * @param isGroup whether it only holds others
   * @param end behind its closing bracket
   */
  private record Call(
      String name, boolean isGroup, int start, int end, TestBody.Part head, TestBody.Part body) {}

  List<TestBody> read() {
    var calls = calls();
    var found = new ArrayList<TestBody>();
    for (var call : calls) {
      if (call.isGroup()) {
        continue;
      }
      var names = new ArrayList<String>();
      var head = call.head();
      for (var outer : calls) {
        if (outer.isGroup() && outer.start() < call.start() && call.end() <= outer.end()) {
          names.add(outer.name());
          head = outer.head().with(head);
        }
      }
      names.add(call.name());
      found.add(
          new TestBody(String.join(" > ", names), source.lineOf(call.start()), head, call.body()));
    }
    return List.copyOf(found);
  }

  private List<Call> calls() {
    var found = new ArrayList<Call>();
    var call = CALL.matcher(code);
    int inside = 0;
    while (call.find()) {
      int open = call.start(3);
      // A table of cases comes first, its own brackets or backticks, and the call behind it.
      if (call.group(2).contains(".each") || call.group(2).contains(".for")) {
        int behind =
            code.charAt(open) == '('
                ? source.behindMatch(open)
                : Math.max(open + 1, code.indexOf('`', open + 1) + 1);
        open = source.find("(", behind);
      }
      if (open < 0 || open >= code.length() || code.charAt(open) != '(') {
        continue;
      }
      int end = source.behindMatch(open);
      var name = name(open + 1, end);
      var isGroup = call.group(1).matches("[xf]?(?:describe|context|suite)");
      // A test in a test is a helper's business.
      if (name.isEmpty() || call.start() < inside) {
        continue;
      }
      int body = bodyStart(open + 1, end);
      found.add(
          new Call(
              name,
              isGroup,
              call.start(),
              end,
              source.part(call.start(), body),
              source.part(body, end)));
      inside = isGroup ? inside : end;
    }
    return found;
  }

  /** The first argument's text, where it is one. */
  private String name(int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    if (at >= end || "'\"`".indexOf(code.charAt(at)) < 0) {
      return "";
    }
    int close = code.indexOf(code.charAt(at), at + 1);
    return close < 0 || close > end ? "" : source.text().substring(at + 1, close);
  }

  /** Where the function begins that is its last argument; options before it belong to the head. */
  private int bodyStart(int from, int end) {
    int at = from;
    while (at < end) {
      char c = code.charAt(at);
      if (code.startsWith("=>", at) || code.startsWith("function", at)) {
        return at;
      }
      at = "([{".indexOf(c) >= 0 ? source.behindMatch(at) : at + 1;
    }
    return end;
  }
}
