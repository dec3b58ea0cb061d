package dev.autopack.code;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.error.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads Java with the JDK's own parser, which recovers from broken text and resolves nothing, so
 * the rest of the project need not compile.
 */
final class JavaOutline {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
  private static final Set<String> SKIPS = Set.of("Disabled", "Ignore");

  /** What the compiler calls the class of a file that has none: the file's name. */
  private static final String IMPLICIT_CLASS = "ImplicitClassOfAutopack";

  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<TestDefinition> tests = new ArrayList<>();

  private JavaOutline(String text, CompilationUnitTree unit, SourcePositions positions) {
    this.text = text;
    this.unit = unit;
    this.positions = positions;
  }

  static Outline read(String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new EnvironmentException(
          "The Java that runs Autopack has no compiler, so Java sources cannot be read.",
          "Run Autopack with a JDK, not with a JRE.");
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    var options = List.of("-proc:none", "-Xlint:none", "-implicit:none");
    var task =
        (JavacTask)
            compiler.getTask(
                Writer.nullWriter(), null, problems, options, null, List.of(new Source(text)));
    try {
      var unit = task.parse().iterator().next();
      var outline = new JavaOutline(text, unit, Trees.instance(task).getSourcePositions());
      outline.readAll();
      return new Outline(outline.definitions, outline.tests, problems(problems));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Outline.Problem> problems(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .limit(Outline.MAX_PROBLEMS)
        .map(each ->
            new Outline.Problem(
                (int) each.getLineNumber(), each.getMessage(Locale.ROOT), Outline.Certainty.SURE))
        .toList();
  }

  private void readAll() {
    var home = unit.getPackage() == null ? "" : unit.getPackage().getPackageName() + ".";
    if (unit.getPackage() != null) {
      var name = unit.getPackage().getPackageName().toString();
      add(unit.getPackage(), name, Kind.PACKAGE, "", Visibility.PUBLIC);
    }
    if (unit.getModule() != null) {
      var name = unit.getModule().getName().toString();
      add(unit.getModule(), name, Kind.MODULE, "", Visibility.PUBLIC);
    }
    for (var type : unit.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        var around = new Around("", home, tree.getKind() != Tree.Kind.INTERFACE);
        readType(tree, around, TestDefinition.Skipped.NO);
      }
    }
  }

  private void readType(ClassTree type, Around around, TestDefinition.Skipped outer) {
    var name = type.getSimpleName().toString();
    // A file of bare methods gets a class that stands nowhere in the text.
    var isWritten = !name.isEmpty() && !name.equals(IMPLICIT_CLASS);
    if (isWritten) {
      add(type, name, kindOf(type), around.scope(), visibility(type.getModifiers(), around));
    }
    var skipped = outer.or(skipped(type.getModifiers()));
    var inside = isWritten ? around.into(name, type, isRun(type)) : around.within(type);
    for (var member : type.getMembers()) {
      switch (member) {
        case MethodTree method -> readMethod(type, method, inside, skipped);
        case VariableTree value -> readField(value, inside);
        case ClassTree nested ->
            readType(nested, inside.nested(has(nested.getModifiers(), "Nested")), skipped);
        default -> readLocals(member, inside);
      }
    }
  }

  private void readField(VariableTree value, Around around) {
    var name = value.getName().toString();
    var flags = value.getModifiers().getFlags();
    if (around.home() == Home.ENUM && isEnumerator(value)) {
      add(value, name, Kind.ENUMERATOR, around.scope(), Visibility.PUBLIC);
    } else if (around.home() == Home.RECORD && !flags.contains(Modifier.STATIC)) {
      add(value, name, Kind.FIELD, around.scope(), Visibility.PUBLIC);
    } else {
      var isConstant =
          around.home() == Home.INTERFACE
              || (flags.contains(Modifier.STATIC) && flags.contains(Modifier.FINAL));
      var kind = isConstant ? Kind.CONSTANT : Kind.FIELD;
      add(value, name, kind, around.scope(), visibility(value.getModifiers(), around));
    }
    if (value.getInitializer() != null) {
      readLocals(value.getInitializer(), around.local(name));
    }
  }

  /** Where a field has its type, an enum's constant has its name. */
  private boolean isEnumerator(VariableTree value) {
    int start = (int) nameStart(value);
    int end = start + value.getName().length();
    return start >= 0
        && text.startsWith(value.getName().toString(), start)
        && (end >= text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
  }

  /** Types that stand in code, and what a class without a name defines. */
  private void readLocals(Tree code, Around around) {
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitClass(ClassTree type, Boolean unused) {
        readType(type, around, TestDefinition.Skipped.NO);
        return true;
      }
    }.scan(code, true);
  }

  private static Kind kindOf(ClassTree type) {
    return switch (type.getKind()) {
      case INTERFACE -> Kind.INTERFACE;
      case ENUM -> Kind.ENUM;
      case RECORD -> Kind.RECORD;
      case ANNOTATION_TYPE -> Kind.ANNOTATION;
      default -> Kind.CLASS;
    };
  }

  /** Abstract classes and interfaces hold tests for others; they are not run themselves. */
  private static boolean isRun(ClassTree type) {
    return (type.getKind() == Tree.Kind.CLASS || type.getKind() == Tree.Kind.RECORD)
        && !type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
  }

  private void readMethod(
      ClassTree type, MethodTree method, Around around, TestDefinition.Skipped outer) {
    var isConstructor = method.getReturnType() == null;
    var name = isConstructor ? type.getSimpleName().toString() : method.getName().toString();
    // What the compiler adds by itself stands nowhere in the text.
    if (positions.getEndPosition(unit, method) < 0) {
      return;
    }
    var visibility = visibility(method.getModifiers(), around);
    add(method, name, Kind.METHOD, around.scope(), visibility, body(type, method));
    if (method.getBody() != null) {
      readLocals(method.getBody(), around.local(name));
    }
    if (around.isRun() && isTest(type, method)) {
      var skipped = outer.or(skipped(method.getModifiers()));
      tests.add(new TestDefinition(around.binaryName(), name, line(method), skipped));
    }
  }

  private Definition.Body body(ClassTree type, MethodTree method) {
    if (method.getBody() == null) {
      return Definition.Body.NONE;
    }
    var start = (int) positions.getStartPosition(unit, method.getBody());
    var end = (int) positions.getEndPosition(unit, method.getBody());
    var known = start >= 0 && end > start && end <= text.length();
    return JavaStub.judge(type, method, known ? text.substring(start, end) : "");
  }

  private void add(Tree tree, String name, Kind kind, String scope, Visibility visibility) {
    add(tree, name, kind, scope, visibility, Definition.Body.NONE);
  }

  private void add(
      Tree tree,
      String name,
      Kind kind,
      String scope,
      Visibility visibility,
      Definition.Body body) {
    definitions.add(
        new Definition(name, kind, scope, line(tree), body, visibility, signature(tree)));
  }

  private String signature(Tree tree) {
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    if (start < 0 || end < start || end > text.length()) {
      return "";
    }
    if (tree instanceof MethodTree method && method.getBody() != null) {
      end = (int) positions.getStartPosition(unit, method.getBody());
    } else if (tree instanceof ClassTree) {
      int brace = MaskedText.of(Language.JAVA, text.substring(start, end)).indexOf('{');
      end = brace < 0 ? end : start + brace;
    }
    return Signature.of(text, start, Math.max(start, end));
  }

  private int line(Tree tree) {
    var start = nameStart(tree);
    return start < 0 ? 0 : (int) unit.getLineMap().getLineNumber(start);
  }

  /** Behind annotations and modifiers, so that the line is the one with the name. */
  private long nameStart(Tree tree) {
    var modifiers =
        switch (tree) {
          case ClassTree type -> type.getModifiers();
          case MethodTree method -> method.getModifiers();
          case VariableTree value -> value.getModifiers();
          default -> tree;
        };
    var end = modifiers == tree ? -1 : positions.getEndPosition(unit, modifiers);
    return end < 0 ? positions.getStartPosition(unit, tree) : skipSpace(end);
  }

  private long skipSpace(long from) {
    int at = (int) from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Visibility visibility(ModifiersTree modifiers, Around around) {
    var flags = modifiers.getFlags();
    if (around.home() == Home.CODE || flags.contains(Modifier.PRIVATE)) {
      return Visibility.PRIVATE;
    }
    return flags.contains(Modifier.PUBLIC) || around.home() == Home.INTERFACE
        ? Visibility.PUBLIC
        : Visibility.INTERNAL;
  }

  private static boolean isTest(ClassTree type, MethodTree method) {
    if (annotations(method.getModifiers()).stream().anyMatch(TESTS::contains)) {
      return true;
    }
    var flags = method.getModifiers().getFlags();
    var isPublic = flags.contains(Modifier.PUBLIC) && !flags.contains(Modifier.STATIC);
    var isOldTestCase =
        type.getExtendsClause() != null && type.getExtendsClause().toString().endsWith("TestCase");
    var isNamedSo =
        method.getName().toString().startsWith("test") && method.getParameters().isEmpty();
    return isPublic && isOldTestCase && isNamedSo;
  }

  private static TestDefinition.Skipped skipped(ModifiersTree modifiers) {
    var names = annotations(modifiers);
    if (names.stream().anyMatch(SKIPS::contains)) {
      return TestDefinition.Skipped.ALWAYS;
    }
    return names.stream().anyMatch(name -> name.matches("(Enabled|Disabled)(If|On|For).*"))
        ? TestDefinition.Skipped.PERHAPS
        : TestDefinition.Skipped.NO;
  }

  private static boolean has(ModifiersTree modifiers, String annotation) {
    return annotations(modifiers).contains(annotation);
  }

  private static List<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree::getAnnotationType)
        .map(Tree::toString)
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .toList();
  }

  /**
   * Where a member stands.
   *
   * @param scope type names joined by dots
   * @param binaryName package and type names as the JVM joins them
   * @param isRun whether a test runner would run the tests in it
   */
  private record Around(String scope, String binaryName, boolean isRun, Home home) {
    Around(String scope, String binaryName, boolean isRun) {
      this(scope, binaryName, isRun, Home.FILE);
    }

    Around into(String type, ClassTree tree, boolean run) {
      var binary = scope.isEmpty() ? binaryName + type : binaryName + "$" + type;
      return new Around(joined(type), binary, isRun && run, Home.of(tree));
    }

    /** Inside a type without a name. */
    Around within(ClassTree tree) {
      return new Around(scope, binaryName, isRun, Home.of(tree));
    }

    Around nested(boolean marked) {
      return new Around(scope, binaryName, isRun && marked, home);
    }

    /** Inside the code of a member. */
    Around local(String member) {
      return new Around(joined(member), binaryName, false, Home.CODE);
    }

    private String joined(String name) {
      return scope.isEmpty() ? name : scope + "." + name;
    }
  }

  /** What kind of place a thing stands in. */
  private enum Home {
    FILE,
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    CODE;

    static Home of(ClassTree type) {
      return switch (type.getKind()) {
        case INTERFACE, ANNOTATION_TYPE -> INTERFACE;
        case ENUM -> ENUM;
        case RECORD -> RECORD;
        default -> CLASS;
      };
    }
  }

  /** Text as the compiler wants it. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + IMPLICIT_CLASS + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
