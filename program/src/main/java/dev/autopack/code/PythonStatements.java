package dev.autopack.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a logical line of Python apart: several statements, what they assign, a block's head. */
final class PythonStatements {
  private static final Pattern COMPOUND =
      Pattern.compile("(?:if|elif|else|for|while|with|try|except|finally|async|match|case)\\b.*");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\w\\p{L}\\p{M}]*", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern NOT_ASSIGNED =
      Pattern.compile(
          "(?:return|assert|del|raise|yield|await|lambda|import|from|global|nonlocal|print)\\b.*");

  private PythonStatements() {}

  /** The simple statements of a line; those behind the colon of a block's head too. */
  static List<PythonLine> of(PythonLine line) {
    return COMPOUND.matcher(line.code()).matches() && colon(line.code()) >= 0
        ? behindColon(line)
        : split(line, 0);
  }

  /** The statements that stand on the line of a block's head; mostly none. */
  static List<PythonLine> behindColon(PythonLine line) {
    int colon = colon(line.code());
    return colon < 0 ? List.of() : split(line, colon + 1);
  }

  /** A block's head without its colon; a whole line where it is none. */
  static String head(String code) {
    int colon = colon(code);
    var isHead = code.matches("(?:(?:async\\s+)?def|class)\\b.*|\\s*[(\\[:].*");
    return colon < 0 || !isHead ? code : code.substring(0, colon);
  }

  private static List<PythonLine> split(PythonLine line, int start) {
    var statements = new ArrayList<PythonLine>();
    int from = start;
    for (var part : outside(line.code().substring(start), ';')) {
      if (!part.isBlank()) {
        statements.add(line.part(from, from + part.length()));
      }
      from += part.length() + 1;
    }
    return statements;
  }

  /** The first colon outside of brackets that belongs to no lambda and is no {@code :=}. */
  private static int colon(String code) {
    int depth = 0;
    int lambdas = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      if (depth == 0 && isWord(code, i, "lambda")) {
        lambdas++;
      }
      if (c == ':' && depth == 0 && !code.startsWith(":=", i)) {
        if (lambdas == 0) {
          return i;
        }
        lambdas--;
      }
    }
    return -1;
  }

  private static boolean isWord(String code, int at, String word) {
    return code.startsWith(word, at)
        && (at == 0 || !Character.isJavaIdentifierPart(code.charAt(at - 1)))
        && (at + word.length() == code.length()
            || !Character.isJavaIdentifierPart(code.charAt(at + word.length())));
  }

  /** The names that a simple statement gives a value or a type: {@code a, (b, *c) = d = …}. */
  static List<String> assigned(String code) {
    var names = new ArrayList<String>();
    if (NOT_ASSIGNED.matcher(code).matches()) {
      return names;
    }
    var parts = assignments(code);
    for (int i = 0; i + 1 < parts.size(); i++) {
      var target = parts.get(i);
      int colon = colon(target);
      addTargets(colon < 0 ? target : target.substring(0, colon), names);
    }
    if (parts.size() == 1) {
      int colon = colon(code);
      var target = colon < 0 ? "" : code.substring(0, colon).strip();
      if (NAME.matcher(target).matches() && colon + 1 < code.length()) {
        names.add(target);
      }
    }
    return names;
  }

  /** Split at each sign of assignment outside of brackets. */
  private static List<String> assignments(String code) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      if (c != '=' || depth != 0) {
        continue;
      }
      var isComparison = i + 1 < code.length() && code.charAt(i + 1) == '=';
      if (isComparison) {
        i++;
      } else if (i == 0 || "=!<>+-*/%&|^@:~".indexOf(code.charAt(i - 1)) < 0) {
        parts.add(code.substring(start, i));
        start = i + 1;
        if (isWord(code.substring(start).strip(), 0, "lambda")) {
          break;
        }
      } else {
        break;
      }
    }
    parts.add(code.substring(start));
    return parts;
  }

  private static void addTargets(String target, List<String> names) {
    for (var part : outside(target, ',')) {
      var plain = part.strip().replaceFirst("^\\*\\s*", "");
      if (plain.length() > 1 && "([".indexOf(plain.charAt(0)) >= 0 && closes(plain)) {
        addTargets(plain.substring(1, plain.length() - 1), names);
      } else if (NAME.matcher(plain).matches()) {
        names.add(plain);
      }
    }
  }

  private static boolean closes(String text) {
    return text.endsWith(text.charAt(0) == '(' ? ")" : "]");
  }

  /** Split at a sign that stands outside of brackets. */
  private static List<String> outside(String code, char sign) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      if (c == sign && depth == 0) {
        parts.add(code.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(code.substring(start));
    return parts;
  }
}
