package dev.autopack.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Tests that a mark in front of a function makes: JUnit, Kotlin's test library, Rust. */
final class MarkedTestBodies {
  static final Marks JAVA =
      new Marks(
          Pattern.compile(
              "@(?:[\\w.]+\\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\\b"),
          Pattern.compile("(\\w+)\\s*$"),
          Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)[^;{}()]*"),
          false);
  static final Marks KOTLIN =
      new Marks(
          Pattern.compile("@(?:[\\w.]+\\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b"),
          Pattern.compile("\\bfun\\s+(`[^`]*`|\\w+)\\s*$"),
          Pattern.compile("\\b(?:class|object|interface)\\s+(\\w+)[^;{}]*"),
          true);
  static final Marks RUST =
      new Marks(
          Pattern.compile("#\\[\\s*(?:\\w+::)*(?:test|rstest|test_case|quickcheck)\\b"),
          Pattern.compile("\\bfn\\s+(\\w+)\\s*(?:<[^(]*>)?\\s*$"),
          Pattern.compile("\\bmod\\s+(\\w+)\\s*"),
          false);

  private final BracketText source;
  private final String code;
  private final Marks marks;

  MarkedTestBodies(BracketText source, Marks marks) {
    this.source = source;
    this.code = source.code();
    this.marks = marks;
  }

  /**
   * How a language writes its tests.
   *
   * @param mark what stands in front of a test
   * @param name the function's name, at the end of what stands before its parameters
   * @param scope what opens a block that gives its name to the tests in it
   * @param mayBeExpression whether a body may be what stands behind an equals sign
   */
  record Marks(Pattern mark, Pattern name, Pattern scope, boolean mayBeExpression) {}

  /** A named block with what stands in front of it. */
  private record Scope(String name, int start, int end, TestBody.Part head) {
    boolean holds(int at) {
      return start <= at && at < end;
    }
  }

  List<TestBody> read() {
    var scopes = scopes();
    var found = new ArrayList<TestBody>();
    var seen = new HashSet<Integer>();
    var mark = marks.mark().matcher(code);
    while (mark.find()) {
      int head = source.declarationStart(mark.start());
      int body = bodyOf(mark.end());
      if (body < 0 || !seen.add(body)) {
        continue;
      }
      name(head, body).forEach(name -> found.add(test(scopes, name, head, body)));
    }
    return List.copyOf(found);
  }

  private TestBody test(List<Scope> scopes, String name, int start, int body) {
    var head = source.part(start, body);
    var names = new ArrayList<String>();
    for (var scope : scopes) {
      if (scope.holds(body)) {
        names.add(scope.name());
        head = scope.head().with(head);
      }
    }
    names.add(name);
    return new TestBody(
        String.join(".", names),
        source.lineOf(body),
        head,
        source.part(body, source.behindMatch(body)));
  }

  /** The brace that opens the function's body; -1 where it has none. */
  private int bodyOf(int from) {
    int at = from;
    while (true) {
      int next = source.find("{;=}", at);
      // A body that is one expression.
      if (next >= 0 && code.charAt(next) == '=' && !code.startsWith("=>", next)) {
        return marks.mayBeExpression() ? next : source.find("{", next);
      }
      return next >= 0 && code.charAt(next) == '{' ? next : -1;
    }
  }

  /** The word in front of the last round brackets before the body. */
  private List<String> name(int head, int body) {
    int at = head;
    int last = -1;
    while (at < body) {
      char c = code.charAt(at);
      if (c == '(' && marks.name().matcher(code.substring(head, at)).find()) {
        last = at;
      }
      at = "([{".indexOf(c) >= 0 ? source.behindMatch(at) : at + 1;
      if (last >= 0 && !isAnnotated(head, last)) {
        break;
      }
    }
    if (last < 0) {
      return List.of();
    }
    var found = marks.name().matcher(code.substring(head, last));
    return found.find() ? List.of(found.group(1).replace("`", "")) : List.of();
  }

  /** Whether the brackets are those of an annotation: {@code @ValueSource(}. */
  private boolean isAnnotated(int head, int bracket) {
    int at = bracket - 1;
    while (at > head
        && (Character.isJavaIdentifierPart(code.charAt(at))
            || code.charAt(at) == '.'
            || Character.isWhitespace(code.charAt(at)))) {
      if (Character.isWhitespace(code.charAt(at)) && at < bracket - 1) {
        return false;
      }
      at--;
    }
    return at >= head && code.charAt(at) == '@';
  }

  /** Outer ones first. */
  private List<Scope> scopes() {
    var found = new ArrayList<Scope>();
    var scope = marks.scope().matcher(code);
    while (scope.find()) {
      if (scope.end() < code.length() && code.charAt(scope.end()) == '{') {
        found.add(
            new Scope(
                scope.group(1),
                scope.end(),
                source.behindMatch(scope.end()),
                source.part(source.declarationStart(scope.start()), scope.start())));
      }
    }
    return found;
  }
}
