package dev.autopack.code;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kotlin by its declarations' keywords and its braces; expressions are passed over. What
 * opens a brace decides whether values in it are members or locals.
 */
final class KotlinOutline {
  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "private",
          "protected",
          "internal",
          "abstract",
          "final",
          "open",
          "sealed",
          "data",
          "inner",
          "value",
          "inline",
          "enum",
          "annotation",
          "companion",
          "const",
          "lateinit",
          "override",
          "operator",
          "infix",
          "suspend",
          "tailrec",
          "external",
          "expect",
          "actual");

  private final String text;
  private final List<KotlinToken> tokens;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Outline.Problem> problems = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final Set<String> modifiers = new HashSet<>();
  private int at;
  private int parentheses;
  private boolean isAfterAnnotation;

  /**
   * A brace that is open.
   *
   * @param parentheses that were open round it
   * @param isShape whether what stands in it fills in a shape, or is one
   */
  private record Block(String name, Holds holds, int line, int parentheses, boolean isShape) {}

  private enum Holds {
    MEMBERS,
    /** Until the semicolon. */
    ENTRIES,
    CODE
  }

  private KotlinOutline(String text) {
    this.text = text;
    this.tokens = KotlinToken.read(text);
  }

  static Outline read(String text) {
    var outline = new KotlinOutline(text);
    outline.readAll();
    return new Outline(outline.definitions, List.of(), outline.problems);
  }

  private void readAll() {
    while (at < tokens.size()) {
      step(tokens.get(at));
    }
    if (!blocks.isEmpty()) {
      addProblem(blocks.peek().line(), "a brace that is opened here is not closed");
    }
  }

  private void addProblem(int line, String what) {
    if (problems.size() < Outline.MAX_PROBLEMS) {
      problems.add(new Outline.Problem(line, what, Outline.Certainty.LIKELY));
    }
  }

  private void step(KotlinToken token) {
    if (isEntry(token)) {
      readEntry(token);
      return;
    }
    isAfterAnnotation = false;
    if (token.isWord() && !isAfter("::", ".")) {
      if (readWord(token)) {
        return;
      }
    } else {
      readSign(token);
    }
    at++;
  }

  /** Whether the word began a declaration, which is then read. */
  private boolean readWord(KotlinToken token) {
    if (token.isName()) {
      modifiers.clear();
      return false;
    }
    switch (token.text()) {
      case "package" -> readPackage();
      case "import" -> skipLine();
      case "class", "interface" -> readType(token);
      case "object" -> readObject(token);
      case "fun" -> readFunction(token);
      case "val", "var" -> readValue(token);
      case "typealias" -> readAlias();
      case "constructor" -> readConstructor(token);
      default -> {
        if (MODIFIERS.contains(token.text())) {
          modifiers.add(token.text());
        } else {
          modifiers.clear();
        }
        return false;
      }
    }
    modifiers.clear();
    return true;
  }

  private void readSign(KotlinToken token) {
    switch (token.text()) {
      case "@" -> {
        skipAnnotation();
        at--;
        isAfterAnnotation = true;
        return;
      }
      case "{" -> open("", Holds.CODE, token);
      case "}" -> close(token);
      case "(", "[" -> parentheses++;
      case ")", "]" -> parentheses = Math.max(0, parentheses - 1);
      case ";" -> {
        if (!blocks.isEmpty() && blocks.peek().holds() == Holds.ENTRIES) {
          var entries = blocks.pop();
          blocks.push(
              new Block(
                  entries.name(),
                  Holds.MEMBERS,
                  entries.line(),
                  entries.parentheses(),
                  entries.isShape()));
        }
      }
      default -> {}
    }
    modifiers.clear();
  }

  private void open(String name, Holds holds, KotlinToken brace) {
    open(name, holds, brace, false);
  }

  private void open(String name, Holds holds, KotlinToken brace, boolean isShape) {
    blocks.push(new Block(name, holds, brace.line(), parentheses, isShape));
    parentheses = 0;
  }

  private void close(KotlinToken brace) {
    if (blocks.isEmpty()) {
      addProblem(brace.line(), "a brace is closed that was not opened");
      return;
    }
    parentheses = blocks.pop().parentheses();
  }

  private void readPackage() {
    at++;
    var name = new StringBuilder();
    int line = at < tokens.size() ? tokens.get(at).line() : 0;
    while (at < tokens.size()
        && tokens.get(at).line() == line
        && (tokens.get(at).isWord() || tokens.get(at).is("."))) {
      name.append(tokens.get(at).text());
      at++;
    }
    add(name.toString(), Kind.PACKAGE, line, at);
  }

  private void skipLine() {
    int line = tokens.get(at).line();
    while (at < tokens.size() && tokens.get(at).line() == line && !tokens.get(at).is(";")) {
      at++;
    }
  }

  /** Name and arguments behind the sign; what is annotated keeps its modifiers. */
  private void skipAnnotation() {
    at++;
    // "@file:Name", "@get:Name".
    if (is(at + 1, ":") && !is(at, "[")) {
      at += 2;
    }
    if (is(at, "[")) {
      at = behindBrackets(at);
      return;
    }
    while (at < tokens.size() && tokens.get(at).isWord()) {
      at++;
      if (is(at, "<")) {
        at = behindAngles(at);
      }
      if (!is(at, ".")) {
        break;
      }
      at++;
    }
    if (is(at, "(") && !tokens.get(at).startsLine()) {
      at = behindBrackets(at);
    }
  }

  private void readType(KotlinToken keyword) {
    int start = at;
    at++;
    if (at >= tokens.size() || !tokens.get(at).isWord()) {
      return;
    }
    var kind =
        keyword.text().equals("interface")
            ? Kind.INTERFACE
            : modifiers.contains("enum")
                ? Kind.ENUM
                : modifiers.contains("annotation") ? Kind.ANNOTATION : Kind.CLASS;
    readHeader(start, tokens.get(at), kind);
  }

  private void readObject(KotlinToken keyword) {
    int start = at;
    at++;
    var isNamed = at < tokens.size() && tokens.get(at).isWord() && !is(at, "by");
    if (isNamed && !modifiers.contains("companion")) {
      readHeader(start, tokens.get(at), Kind.OBJECT);
    } else if (modifiers.contains("companion")) {
      var isOwnName = isNamed && !tokens.get(at).startsLine();
      var name = isOwnName ? tokens.get(at) : keyword;
      at += isOwnName ? 0 : -1;
      readHeader(start, name, Kind.OBJECT);
    } else {
      // An expression; what it overrides is defined all the same.
      int brace = bodyOf(at);
      at = brace < 0 ? at : brace;
      if (brace >= 0) {
        open("", Holds.MEMBERS, tokens.get(at), true);
        at++;
      }
    }
  }

  private void readHeader(int start, KotlinToken named, Kind kind) {
    var name = named.is("object") ? "Companion" : named.text();
    at++;
    int brace = bodyOf(at);
    var isShape =
        kind == Kind.INTERFACE
            || modifiers.contains("abstract")
            || modifiers.contains("sealed")
            || hasSupertypes(at, brace);
    add(name, kind, named.line(), start, brace < 0 ? at : brace);
    var scope = scope();
    int parameters = parametersOf(at);
    if (parameters >= 0) {
      addParameters(parameters, scope.isEmpty() ? name : scope + "." + name);
    }
    if (brace >= 0) {
      at = brace;
      open(name, kind == Kind.ENUM ? Holds.ENTRIES : Holds.MEMBERS, tokens.get(at), isShape);
      at++;
    } else if (parameters >= 0) {
      at = behindBrackets(parameters);
    }
  }

  /** The parentheses of a primary constructor; negative where there are none. */
  private int parametersOf(int from) {
    int i = is(from, "<") ? behindAngles(from) : from;
    int before = i;
    while (i < tokens.size() && (isModifier(i) || is(i, "@") || is(i, "constructor"))) {
      i = is(i, "@") ? behindAnnotation(i) : i + 1;
    }
    if (i > before && !is(i - 1, "constructor")) {
      return -1;
    }
    return is(i, "(") ? i : -1;
  }

  /** The brace that opens a type's body; negative where the header ends without one. */
  private int bodyOf(int from) {
    int i = from;
    int parameters = parametersOf(i);
    if (parameters >= 0) {
      i = behindBrackets(parameters);
    } else if (is(i, "<")) {
      i = behindAngles(i);
    }
    if (is(i, "{")) {
      return i;
    }
    if (!is(i, ":") && !is(i, "where")) {
      return -1;
    }
    // Supertypes, delegates and bounds.
    while (i < tokens.size()) {
      var token = tokens.get(i);
      if (token.is("{")) {
        return i;
      }
      if (token.startsLine() && !continues(i)) {
        return -1;
      }
      if (token.is("(") || token.is("[")) {
        i = behindBrackets(i);
      } else if (token.is("}") || token.is(")") || token.is(";") || token.is("=")) {
        return -1;
      } else {
        i++;
      }
    }
    return -1;
  }

  /** Whether a colon stands between a type's parameters and its brace. */
  private boolean hasSupertypes(int from, int brace) {
    int parameters = parametersOf(from);
    int i =
        parameters >= 0 ? behindBrackets(parameters) : is(from, "<") ? behindAngles(from) : from;
    return i < brace && is(i, ":");
  }

  /** Whether a token that begins a line still belongs to the one before. */
  private boolean continues(int i) {
    var before = tokens.get(i - 1).text();
    var signs = Set.of(":", ",", "by", "->", ".", "&", "<", "where", "=", "?");
    return signs.contains(before)
        || is(i, ":")
        || is(i, ",")
        || is(i, "where")
        || is(i, "by")
        || is(i, ".")
        || is(i, ">")
        || is(i, "->")
        || is(i, "&");
  }

  private void addParameters(int open, String owner) {
    int end = behindBrackets(open) - 1;
    var seen = new HashSet<String>();
    for (int i = open + 1; i < end; i++) {
      if (is(i, "(") || is(i, "[") || is(i, "{")) {
        i = behindBrackets(i) - 1;
      } else if (is(i, ",")) {
        seen.clear();
      } else if (isModifier(i)) {
        seen.add(tokens.get(i).text());
      } else if ((is(i, "val") || is(i, "var")) && i + 1 < end && tokens.get(i + 1).isWord()) {
        var name = tokens.get(i + 1);
        add(name.text(), owner, Kind.PROPERTY, visibility(seen), name.line(), i, i + 2);
        i++;
      }
    }
  }

  private void readFunction(KotlinToken keyword) {
    int start = at;
    at++;
    if (is(at, "interface")) {
      readType(tokens.get(at));
      return;
    }
    at = is(at, "<") ? behindAngles(at) : at;
    if (is(at, "(")) {
      int behind = behindBrackets(at);
      // Either a receiver in parentheses or a function without a name.
      while (is(behind, "?")) {
        behind++;
      }
      if (!is(behind, ".")) {
        readSignature(start, "", keyword);
        return;
      }
      at = behind + 1;
    }
    var name = lastName();
    readSignature(start, name == null ? "" : name.text(), name == null ? keyword : name);
  }

  /** The last of names joined by dots, generics and question marks between them left out. */
  private @Nullable KotlinToken lastName() {
    @Nullable KotlinToken name = null;
    while (at < tokens.size()) {
      var token = tokens.get(at);
      if (token.is("@")) {
        skipAnnotation();
      } else if (token.isWord()) {
        if (name != null && !isAfter(".")) {
          break;
        }
        name = token;
        at++;
      } else if (token.is("<")) {
        at = behindAngles(at);
      } else if (token.is(".") || token.is("?")) {
        at++;
      } else {
        break;
      }
    }
    return name;
  }

  private void readSignature(int start, String name, KotlinToken named) {
    int end = is(at, "(") ? behindBrackets(at) : at;
    int body = functionBody(end);
    if (!name.isEmpty()) {
      var kind = isInType() ? Kind.METHOD : Kind.FUNCTION;
      var place = BodyText.Place.of(name, isFillingIn());
      var written = KotlinStub.judge(text, tokens, end, body, place);
      add(name, kind, named.line(), start, Math.max(end, body), written);
    }
    at = end;
    if (body >= 0 && is(body, "{")) {
      at = body;
      open(name, Holds.CODE, tokens.get(at));
      at++;
    } else if (body >= 0) {
      at = body;
    }
  }

  private boolean isFillingIn() {
    return modifiers.contains("override")
        || modifiers.contains("open")
        || (!blocks.isEmpty() && blocks.peek().isShape());
  }

  /** The brace or the equals sign behind parameters and type; negative where neither is. */
  private int functionBody(int from) {
    for (int i = from; i < tokens.size(); ) {
      var token = tokens.get(i);
      if (token.is("{") || token.is("=")) {
        return i;
      }
      if (token.startsLine() && !continues(i)) {
        return -1;
      }
      if (token.is("(")) {
        i = behindBrackets(i);
      } else if (token.is("<")) {
        i = behindAngles(i);
      } else if (token.isWord() && !isDeclaration(token)) {
        i++;
      } else if (Set.of(":", ".", "?", "->", "&", "*", ",", "@").contains(token.text())) {
        i++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isDeclaration(KotlinToken token) {
    return token.is("fun")
        || token.is("val")
        || token.is("var")
        || token.is("class")
        || token.is("object")
        || token.is("interface");
  }

  private void readConstructor(KotlinToken keyword) {
    int start = at;
    at++;
    if (!is(at, "(")) {
      return;
    }
    int end = behindBrackets(at);
    if (isInType()) {
      add("constructor", Kind.METHOD, keyword.line(), start, end);
    }
    at = end;
  }

  private void readValue(KotlinToken keyword) {
    int start = at;
    at++;
    at = is(at, "<") ? behindAngles(at) : at;
    var isSeen = parentheses == 0 && blocks.stream().noneMatch(it -> it.holds() == Holds.CODE);
    var kind =
        modifiers.contains("const") ? Kind.CONSTANT : isInType() ? Kind.PROPERTY : Kind.VARIABLE;
    if (is(at, "(")) {
      int end = behindBrackets(at);
      // Names stand behind the parenthesis and the commas, their types behind colons.
      for (int i = at + 1; isSeen && i < end - 1; i++) {
        if (tokens.get(i).isWord() && (is(i - 1, "(") || is(i - 1, ","))) {
          add(tokens.get(i).text(), kind, tokens.get(i).line(), start, end);
        }
      }
      at = is(end, ".") ? end + 1 : end;
      if (!is(end, ".")) {
        return;
      }
    }
    var name = lastName();
    if (name != null && isSeen) {
      int end = at;
      while (end < tokens.size()
          && tokens.get(end).line() == keyword.line()
          && !is(end, "=")
          && !is(end, "{")
          && !is(end, ";")) {
        end++;
      }
      add(name.text(), kind, name.line(), start, end);
    }
  }

  private void readAlias() {
    int start = at;
    at++;
    if (at < tokens.size() && tokens.get(at).isWord()) {
      add(tokens.get(at).text(), Kind.TYPE, tokens.get(at).line(), start, at + 1);
      skipLine();
    }
  }

  private boolean isEntry(KotlinToken token) {
    return !blocks.isEmpty()
        && blocks.peek().holds() == Holds.ENTRIES
        && parentheses == 0
        && token.isWord()
        && (isAfter("{", ",") || isAfterAnnotation);
  }

  private void readEntry(KotlinToken token) {
    isAfterAnnotation = false;
    add(token.text(), scope(), Kind.ENUMERATOR, Visibility.PUBLIC, token.line(), at, at + 1);
    at++;
    if (is(at, "(")) {
      at = behindBrackets(at);
    }
    if (is(at, "{")) {
      open(token.text(), Holds.MEMBERS, tokens.get(at));
      at++;
    }
  }

  private boolean isAfter(String... signs) {
    return at > 0 && Set.of(signs).contains(tokens.get(at - 1).text());
  }

  private boolean isInType() {
    return !blocks.isEmpty() && blocks.peek().holds() != Holds.CODE;
  }

  private boolean isModifier(int i) {
    return i < tokens.size() && !tokens.get(i).isName() && MODIFIERS.contains(tokens.get(i).text());
  }

  private boolean is(int i, String text) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
  }

  private int behindAnnotation(int from) {
    int before = at;
    at = from;
    skipAnnotation();
    int behind = at;
    at = before;
    return behind;
  }

  /** Behind the bracket that closes the one at a place; right behind it where none does. */
  private int behindBrackets(int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    int line = tokens.get(from).line();
    if (problems.stream().noneMatch(each -> each.line() == line)) {
      addProblem(line, "a bracket that is opened here is not closed");
    }
    return from + 1;
  }

  /** The same for type parameters; a sign that cannot stand in them ends them too. */
  private int behindAngles(int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (token.is("<")) {
        depth++;
      } else if (token.is(">")) {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      } else if (token.is("{") || token.is("}") || token.is(";")) {
        return i;
      }
    }
    return tokens.size();
  }

  private String scope() {
    var names = new ArrayList<String>();
    blocks
        .descendingIterator()
        .forEachRemaining(block -> {
          if (!block.name().isEmpty()) {
            names.add(block.name());
          }
        });
    return String.join(".", names);
  }

  private Visibility visibility(Set<String> words) {
    if (words.contains("private") || blocks.stream().anyMatch(it -> it.holds() == Holds.CODE)) {
      return Visibility.PRIVATE;
    }
    return words.contains("internal") || words.contains("protected")
        ? Visibility.INTERNAL
        : Visibility.PUBLIC;
  }

  private void add(String name, Kind kind, int line, int end) {
    add(name, "", kind, Visibility.PUBLIC, line, Math.max(0, end - 1), end);
  }

  private void add(String name, Kind kind, int line, int start, int end) {
    add(name, kind, line, start, end, Definition.Body.NONE);
  }

  private void add(String name, Kind kind, int line, int start, int end, Definition.Body body) {
    add(name, scope(), kind, visibility(modifiers), line, start, end, body);
  }

  private void add(
      String name, String scope, Kind kind, Visibility visibility, int line, int start, int end) {
    add(name, scope, kind, visibility, line, start, end, Definition.Body.NONE);
  }

  private void add(
      String name,
      String scope,
      Kind kind,
      Visibility visibility,
      int line,
      int start,
      int end,
      Definition.Body body) {
    if (name.isEmpty() || name.equals("_")) {
      return;
    }
    int last = Math.min(Math.max(start + 1, end), tokens.size()) - 1;
    var signature = Signature.of(text, tokens.get(start).start(), tokens.get(last).end());
    definitions.add(new Definition(name, kind, scope, line, body, visibility, signature));
  }
}
