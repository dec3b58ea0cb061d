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
import com.sun.source.util.Trees;
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
        .map(each -> new Outline.Problem((int) each.getLineNumber(), each.getMessage(Locale.ROOT)))
        .toList();
  }

  private void readAll() {
    var home = unit.getPackage() == null ? "" : unit.getPackage().getPackageName() + ".";
    for (var type : unit.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        var around = new Around("", home, tree.getKind() != Tree.Kind.INTERFACE);
        readType(tree, around, TestDefinition.Skipped.NO);
      }
    }
  }

  private void readType(ClassTree type, Around around, TestDefinition.Skipped outer) {
    var name = type.getSimpleName().toString();
    add(type, name, Definition.Kind.TYPE, around.scope(), Definition.Body.NONE);
    var skipped = outer.or(skipped(type.getModifiers()));
    var inside = around.into(name, isRun(type));
    for (var member : type.getMembers()) {
      switch (member) {
        case MethodTree method -> readMethod(type, method, inside, skipped);
        case VariableTree value ->
            add(
                value,
                value.getName().toString(),
                Definition.Kind.VALUE,
                inside.scope(),
                Definition.Body.NONE);
        case ClassTree nested ->
            readType(nested, inside.nested(has(nested.getModifiers(), "Nested")), skipped);
        default -> {}
      }
    }
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
    add(method, name, Definition.Kind.CALLABLE, around.scope(), body(method));
    if (around.isRun() && isTest(type, method)) {
      var skipped = outer.or(skipped(method.getModifiers()));
      tests.add(new TestDefinition(around.binaryName(), name, line(method), skipped));
    }
  }

  private Definition.Body body(MethodTree method) {
    if (method.getBody() == null) {
      return Definition.Body.NONE;
    }
    var start = (int) positions.getStartPosition(unit, method.getBody());
    var end = (int) positions.getEndPosition(unit, method.getBody());
    var known = start >= 0 && end > start && end <= text.length();
    return JavaStub.judge(method.getBody(), known ? text.substring(start, end) : "");
  }

  private void add(
      Tree tree, String name, Definition.Kind kind, String scope, Definition.Body body) {
    definitions.add(new Definition(name, kind, scope, line(tree), body));
  }

  private int line(Tree tree) {
    var start = positions.getStartPosition(unit, tree);
    return start < 0 ? 0 : (int) unit.getLineMap().getLineNumber(start);
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
  private record Around(String scope, String binaryName, boolean isRun) {
    Around into(String type, boolean run) {
      var joined = scope.isEmpty() ? type : scope + "." + type;
      var binary = scope.isEmpty() ? binaryName + type : binaryName + "$" + type;
      return new Around(joined, binary, isRun && run);
    }

    Around nested(boolean marked) {
      return new Around(scope, binaryName, isRun && marked);
    }
  }

  /** Text as the compiler wants it. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
