package dev.autopack.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a text of C or C++ what only the preprocessor understands, so that a grammar can
 * read the rest. What is taken out becomes spaces: every offset stays.
 */
final class CText {
  /** {@code class API Name}: a macro between the keyword and the name. */
  private static final Pattern TYPE_MACRO =
      Pattern.compile(
          "\\b(?:class|struct|union)\\s+([A-Z][A-Z0-9_]{2,}(?:\\([^()\\n]*\\))?\\s+)\\w+\\s*(?:final\\s*)?[:{]");

  /** {@code API int name(}: a macro in front of a declaration. */
  private static final Pattern LINE_MACRO =
      Pattern.compile(
          "(?m)^[ \\t]*((?:[A-Z][A-Z0-9_]{2,}(?:\\([^()\\n]*\\))?[ \\t]+)+)(?=(?:\\w+[\\s*&]+)+\\w+\\s*[(;=])");

  /** {@code int CALL name(}: a macro between a type and a name. */
  private static final Pattern CALL_MACRO =
      Pattern.compile(
          "(?m)^[ \\t]*(?:\\w+[ \\t*]+)+?((?:[A-Z][A-Z0-9_]{2,}|__[a-z]\\w*)[ \\t]+)\\w+\\s*\\(");

  private static final Pattern DIRECTIVE =
      Pattern.compile("(?m)^[ \\t]*#[ \\t]*(if|ifdef|ifndef|elif|else|endif)\\b");

  private static final Pattern CPP =
      Pattern.compile(
          "(?m)^\\s*(?:class\\s+[\\w:<>, ]+[{:;]|namespace\\b[\\w: ]*\\{|template\\s*<"
              + "|(?:public|private|protected)\\s*:|using\\s+[\\w:]+|extern\\s+\"C\\+\\+\""
              + "|enum\\s+(?:class|struct)\\b)|\\w::\\w|\\bconstexpr\\b|\\bvirtual\\b|\\bnoexcept\\b");

  private CText() {}

  /** Whether a header is written in C++. */
  static boolean isCpp(String text) {
    return CPP.matcher(MaskedText.of(Language.CPP, text)).find();
  }

  /** Without the macros that stand between a type's keyword and its name. */
  static String withoutTypeMacros(String text) {
    return blank(text, TYPE_MACRO);
  }

  /** Without the macros that stand where the language knows none. */
  static String withoutMacros(String text) {
    return blank(blank(blank(text, TYPE_MACRO), LINE_MACRO), CALL_MACRO);
  }

  private static String blank(String text, Pattern pattern) {
    var out = new StringBuilder(text);
    pattern.matcher(text).results().forEach(found -> blank(out, found.start(1), found.end(1)));
    return out.toString();
  }

  private static void blank(StringBuilder out, int start, int end) {
    for (int i = start; i < end; i++) {
      if (out.charAt(i) != '\n') {
        out.setCharAt(i, ' ');
      }
    }
  }

  /** Without what stands in {@code #if 0}, which is a comment in all but name. */
  static String withoutDead(String text) {
    return text.contains("#") ? new Branches(text).without(Branch::isDead, false) : text;
  }

  /** Whether a condition has more than one branch, so that they may not go together. */
  static boolean hasAlternatives(String text) {
    return new Branches(text).all.stream().anyMatch(branch -> branch.number() > 0);
  }

  /** With the first branch of every condition alone, and without the directives. */
  static String firstBranches(String text) {
    return new Branches(text).without(branch -> branch.number() > 0, true);
  }

  /** With the other branch of every condition that has one, and without the directives. */
  static String otherBranches(String text) {
    return new Branches(text).without(branch -> branch.number() != 1 && branch.isOneOf(), true);
  }

  /**
   * What stands between two directives of one condition.
   *
   * @param number from 0 in its condition
   * @param isOneOf whether its condition has others
   */
  private record Branch(int start, int end, int number, boolean isOneOf, boolean isDead) {}

  /** The branches of a text's conditions, and the directives between them. */
  private static final class Branches {
    private final String text;
    private final List<Branch> all = new ArrayList<>();
    private final List<MatchResult> directives;

    Branches(String text) {
      this.text = text;
      this.directives = DIRECTIVE.matcher(text).results().toList();
      var open = new ArrayDeque<List<MatchResult>>();
      for (var directive : directives) {
        if (directive.group(1).startsWith("if")) {
          open.push(new ArrayList<>(List.of(directive)));
        } else if (!open.isEmpty()) {
          open.peek().add(directive);
          if (directive.group(1).equals("endif")) {
            close(open.pop());
          }
        }
      }
    }

    private void close(List<MatchResult> condition) {
      for (int i = 0; i + 1 < condition.size(); i++) {
        int start = lineEnd(condition.get(i).end());
        var isDead =
            i == 0 && text.substring(condition.get(i).end(), start).strip().matches("0\\b.*");
        all.add(new Branch(start, condition.get(i + 1).start(), i, condition.size() > 2, isDead));
      }
    }

    private int lineEnd(int from) {
      int end = text.indexOf('\n', from);
      return end < 0 ? text.length() : end;
    }

    String without(Predicate<Branch> unwanted, boolean alsoDirectives) {
      var out = new StringBuilder(text);
      all.stream().filter(unwanted).forEach(branch -> blank(out, branch.start(), branch.end()));
      if (alsoDirectives) {
        directives.forEach(each -> blank(out, each.start(), lineEnd(each.end())));
      }
      return out.toString();
    }
  }
}
