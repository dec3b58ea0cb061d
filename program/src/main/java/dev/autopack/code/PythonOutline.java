package dev.autopack.code;

import static dev.autopack.code.TestDefinition.Skipped.ALWAYS;
import static dev.autopack.code.TestDefinition.Skipped.NO;
import static dev.autopack.code.TestDefinition.Skipped.PERHAPS;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.code.TestDefinition.Skipped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads Python by its lines and indentation, as pytest would collect it with its default rules. It
 * does not follow imports: a test class that inherits its tests from another file shows none.
 */
final class PythonOutline {
  private static final Pattern FUNCTION =
      Pattern.compile("(?:async\\s+)?def\\s+(\\w+)\\b(.*)$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CLASS =
      Pattern.compile("class\\s+(\\w+)\\b(.*)$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern ALIAS =
      Pattern.compile("type\\s+(\\w+)\\s*(?:\\[.*?\\]\\s*)?=.*$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LAMBDA = Pattern.compile("[^=]*=\\s*lambda\\b.*");
  private static final Pattern ENUM = Pattern.compile("\\b\\w*(?:Enum|Flag)\\b");
  private static final Pattern TEST_CASE = Pattern.compile("\\b\\w*TestCase\\b");
  private static final Pattern SKIP_ALWAYS = Pattern.compile("\\bskip\\b(?!\\s*=)");
  private static final Pattern SKIP_PERHAPS =
      Pattern.compile("\\b(skipif|skipIf|skipUnless|xfail|expectedFailure)\\b");

  private static final Pattern DERIVED = Pattern.compile("\\(\\s*(?!object\\s*\\)|\\))");

  /** Bodies that belong to somebody else, so that an empty one is right. */
  private static final Pattern BODY_ELSEWHERE =
      Pattern.compile("abstractmethod|abstractproperty|\\boverload\\b");

  private final List<PythonLine> lines;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<TestDefinition> tests = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final Set<String> testCases = new HashSet<>();
  private final List<String> decorators = new ArrayList<>();
  private final PythonExports exports = new PythonExports();
  private Skipped wholeFile = NO;

  private PythonOutline(List<PythonLine> lines) {
    this.lines = lines;
  }

  static Outline read(String text) {
    var problems = new ArrayList<Outline.Problem>();
    var outline = new PythonOutline(PythonLine.read(text, problems));
    outline.readAll();
    // A mark on the module may stand below the tests it switches off.
    var tests = outline.tests.stream().map(test -> test.and(outline.wholeFile)).toList();
    var definitions = outline.exports.of(outline.definitions);
    return new Outline(definitions, tests, problems);
  }

  private void readAll() {
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      while (!blocks.isEmpty() && blocks.peek().indent() >= line.indent()) {
        blocks.pop();
      }
      read(line, i);
    }
  }

  private void read(PythonLine line, int index) {
    if (line.code().startsWith("@")) {
      decorators.add(line.code());
      return;
    }
    var function = FUNCTION.matcher(line.code());
    var type = CLASS.matcher(line.code());
    if (function.matches()) {
      readFunction(function.group(1), line, index);
    } else if (type.matches()) {
      readClass(type.group(1), PythonStatements.head(type.group(2)), line, index);
    } else {
      PythonStatements.of(line).forEach(this::readStatement);
    }
    decorators.clear();
  }

  private void readFunction(String name, PythonLine line, int index) {
    add(name, isInClass() ? Kind.METHOD : Kind.FUNCTION, line, body(name, line, index));
    if (name.startsWith("test")
        && blocks.stream().allMatch(block -> block.holds() == Holds.TESTS)) {
      var skipped = skipped(String.join(" ", decorators));
      for (var block : blocks) {
        skipped = skipped.or(block.skipped());
      }
      tests.add(new TestDefinition(scope("::"), name, line.number(), skipped));
    }
    blocks.push(new Block(line.indent(), name, Holds.STATEMENTS, NO, false, false));
  }

  private void readClass(String name, String bases, PythonLine line, int index) {
    var isEnum = ENUM.matcher(bases).find();
    add(name, isEnum ? Kind.ENUM : Kind.CLASS, line, Definition.Body.NONE);
    var isTestCase =
        TEST_CASE.matcher(bases).find()
            || testCases.stream().anyMatch(known -> bases.matches(".*\\b" + known + "\\b.*"));
    if (isTestCase) {
      testCases.add(name);
    }
    var isCollected =
        (isTestCase || name.startsWith("Test")) && !isExcluded(line, index, isTestCase);
    var holds =
        isCollected ? Holds.TESTS : bases.contains("Protocol") ? Holds.SIGNATURES : Holds.MEMBERS;
    var skipped = skipped(String.join(" ", decorators));
    // A test that does nothing fills in nothing.
    var isDerived = !isCollected && DERIVED.matcher(bases).find();
    blocks.push(new Block(line.indent(), name, holds, skipped, isEnum, isDerived));
    // What stands behind the colon on the same line.
    PythonStatements.behindColon(line).forEach(this::readStatement);
  }

  /** What pytest does not collect: a class with a constructor, or one that says so itself. */
  private boolean isExcluded(PythonLine type, int index, boolean isTestCase) {
    return body(index, type.indent()).stream()
        .filter(inner -> inner.indent() == firstIndent(index, type.indent()))
        .anyMatch(inner ->
            inner.code().matches("__test__\\s*=\\s*False")
                || (!isTestCase && inner.code().matches("def\\s+__(init|new)__\\b.*")));
  }

  private int firstIndent(int index, int outer) {
    var body = body(index, outer);
    return body.isEmpty() ? outer : body.getFirst().indent();
  }

  private void readStatement(PythonLine line) {
    var inFunction = blocks.stream().anyMatch(block -> block.holds() == Holds.STATEMENTS);
    if (inFunction) {
      return;
    }
    var alias = ALIAS.matcher(line.code());
    var names = PythonStatements.assigned(line.code());
    if (alias.matches()) {
      add(alias.group(1), Kind.TYPE, line, Definition.Body.NONE);
    } else if (!names.isEmpty()) {
      names.forEach(name -> addValue(name, line));
    } else if (blocks.isEmpty() && line.code().matches("pytest\\.skip\\(.*allow_module_level.*")) {
      wholeFile = wholeFile.or(line.indent() == 0 ? ALWAYS : PERHAPS);
    } else if (blocks.isEmpty() && line.code().contains("importorskip(")) {
      wholeFile = wholeFile.or(PERHAPS);
    }
  }

  private void addValue(String name, PythonLine line) {
    add(name, kindOfValue(name, line), line, Definition.Body.NONE);
    if (name.equals("__all__")) {
      exports.add(line.text());
    }
    if (name.equals("pytestmark")) {
      markEnclosing(skipped(line.code()));
    } else if (line.code().contains("importorskip(")) {
      wholeFile = wholeFile.or(PERHAPS);
    }
  }

  private boolean isInClass() {
    return !blocks.isEmpty() && blocks.peek().holds() != Holds.STATEMENTS;
  }

  private void add(String name, Kind kind, PythonLine line, Definition.Body body) {
    var head = line.told(PythonStatements.head(line.code()));
    var signature = Signature.of(head, 0, head.length());
    var isLocal = blocks.stream().anyMatch(block -> block.holds() == Holds.STATEMENTS);
    var isHidden = name.startsWith("_") && !name.endsWith("__");
    var visibility = isLocal || isHidden ? Visibility.PRIVATE : Visibility.PUBLIC;
    definitions.add(
        new Definition(name, kind, scope("."), line.number(), body, visibility, signature));
  }

  private Kind kindOfValue(String name, PythonLine line) {
    if (LAMBDA.matcher(line.code()).matches()) {
      return blocks.isEmpty() ? Kind.FUNCTION : Kind.METHOD;
    }
    if (!blocks.isEmpty()) {
      return blocks.peek().isEnum() && !name.startsWith("_") ? Kind.ENUMERATOR : Kind.FIELD;
    }
    return name.equals(name.toUpperCase(Locale.ROOT)) ? Kind.CONSTANT : Kind.VARIABLE;
  }

  private void markEnclosing(Skipped skipped) {
    if (blocks.isEmpty()) {
      wholeFile = wholeFile.or(skipped);
      return;
    }
    blocks.push(blocks.pop().and(skipped));
  }

  private Definition.Body body(String name, PythonLine function, int index) {
    var isSignature = !blocks.isEmpty() && blocks.peek().holds() == Holds.SIGNATURES;
    if (isSignature || decorators.stream().anyMatch(each -> BODY_ELSEWHERE.matcher(each).find())) {
      return Definition.Body.NONE;
    }
    var statements = new ArrayList<PythonLine>();
    statements.addAll(PythonStatements.behindColon(function));
    statements.addAll(body(index, function.indent()));
    var fillsIn = !blocks.isEmpty() && blocks.peek().isDerived();
    return PythonStub.judge(name, function, statements, fillsIn);
  }

  private List<PythonLine> body(int index, int indent) {
    var end = index + 1;
    while (end < lines.size() && lines.get(end).indent() > indent) {
      end++;
    }
    return lines.subList(index + 1, end);
  }

  private String scope(String separator) {
    var outermostFirst = new ArrayList<String>();
    blocks.descendingIterator().forEachRemaining(block -> outermostFirst.add(block.name()));
    return String.join(separator, outermostFirst);
  }

  private static Skipped skipped(String marks) {
    if (SKIP_ALWAYS.matcher(marks).find()) {
      return ALWAYS;
    }
    return SKIP_PERHAPS.matcher(marks).find() ? PERHAPS : NO;
  }

  /** What a class or function that is still open means for what stands in it. */
  private enum Holds {
    TESTS,
    MEMBERS,
    /** A class of a protocol has no bodies. */
    SIGNATURES,
    STATEMENTS
  }

  /** A class or function that is still open at the line being read. */
  private record Block(
      int indent, String name, Holds holds, Skipped skipped, boolean isEnum, boolean isDerived) {
    Block and(Skipped other) {
      return new Block(indent, name, holds, skipped.or(other), isEnum, isDerived);
    }
  }
}
