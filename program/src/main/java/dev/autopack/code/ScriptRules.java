package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;
import java.util.function.IntConsumer;

/** What the syntax of JavaScript and TypeScript defines, CommonJS and prototypes included. */
final class ScriptRules implements DefinitionCollector.Rules {
  private static final String DEFAULT = "default";

  private final SyntaxTree tree;
  private final ScriptExports exports;

  ScriptRules(SyntaxTree tree, String text) {
    this.tree = tree;
    this.exports = ScriptExports.of(tree, text);
  }

  @Override
  public GrammarBodies.Places places() {
    return new ScriptPlaces(tree);
  }

  @Override
  public void visit(int node, DefinitionCollector into) {
    if (!tree.isNamed(node)) {
      addLoose(node, into);
      return;
    }
    switch (tree.kind(node)) {
      case "function_declaration", "generator_function_declaration", "function_signature" ->
          addFunction(node, into);
      case "function_expression", "generator_function", "arrow_function" ->
          addExpression(node, Kind.FUNCTION, into);
      case "class" -> addExpression(node, Kind.CLASS, into);
      case "class_declaration", "abstract_class_declaration" -> addAround(node, Kind.CLASS, into);
      case "interface_declaration" -> addAround(node, Kind.INTERFACE, into);
      case "type_alias_declaration" -> addAround(node, Kind.TYPE, into);
      case "enum_declaration" -> addAround(node, Kind.ENUM, into);
      case "enum_body" -> eachNamed(node, child -> addMember(child, Kind.ENUMERATOR, into));
      case "enum_assignment" -> addMember(tree.child(node, "name"), Kind.ENUMERATOR, into);
      case "internal_module", "module" -> addNamespace(node, into);
      case "method_definition", "method_signature", "abstract_method_signature" -> {
        addMember(tree.child(node, "name"), Kind.METHOD, into);
        into.open(node, plain(into.text(tree.child(node, "name"))), Kind.METHOD);
      }
      case "public_field_definition", "field_definition" -> addField(node, into);
      case "property_signature" -> {
        if (into.isIn(Kind.INTERFACE) || into.isIn(Kind.TYPE)) {
          addMember(tree.child(node, "name"), Kind.PROPERTY, into);
        }
      }
      case "required_parameter", "optional_parameter" -> addParameterField(node, into);
      case "variable_declarator" -> addVariable(node, into);
      case "assignment_expression" -> addAssigned(node, into);
      case "pair" -> addPair(node, into);
      default -> {}
    }
  }

  private void addLoose(int word, DefinitionCollector into) {
    var kind =
        switch (tree.kind(word)) {
          case "function" -> Kind.FUNCTION;
          case "class" -> Kind.CLASS;
          case "interface" -> Kind.INTERFACE;
          case "enum" -> Kind.ENUM;
          case "namespace" -> Kind.NAMESPACE;
          case "type" -> Kind.TYPE;
          default -> null;
        };
    if (kind != null) {
      into.add(word, into.looseName(word), kind, Visibility.PUBLIC);
    }
  }

  private void addFunction(int node, DefinitionCollector into) {
    int name = tree.child(node, "name");
    into.add(outer(node), name, Kind.FUNCTION, visibility(node, into.text(name), into));
    into.open(node, into.text(name), Kind.FUNCTION);
  }

  private void addAround(int node, Kind kind, DefinitionCollector into) {
    int name = tree.child(node, "name");
    into.add(outer(node), name, kind, visibility(node, into.text(name), into));
    into.open(node, into.text(name), kind);
  }

  /** A function or class without a statement of its own; the file's default has one name at all. */
  private void addExpression(int node, Kind kind, DefinitionCollector into) {
    int name = tree.child(node, "name");
    int parent = tree.parent(node);
    if (name == NONE && parent != NONE && tree.kind(parent).equals("export_statement")) {
      into.add(parent, tree.line(node), DEFAULT, kind, Visibility.PUBLIC);
      into.open(node, DEFAULT, kind);
      return;
    }
    into.add(node, name, kind, Visibility.PRIVATE);
    into.open(node, "", kind);
  }

  /** {@code namespace A.B} is B in A; {@code module "x"} is called x. */
  private void addNamespace(int node, DefinitionCollector into) {
    int name = tree.child(node, "name");
    var visibility = visibility(node, into.text(name), into);
    if (name != NONE && tree.kind(name).equals("string")) {
      into.add(node, tree.line(name), plain(into.text(name)), Kind.MODULE, visibility);
      into.open(node, plain(into.text(name)), Kind.MODULE);
      return;
    }
    for (var part : into.text(name).split("\\.", -1)) {
      into.add(node, tree.line(node), part.strip(), Kind.NAMESPACE, visibility);
      into.open(node, part.strip(), Kind.NAMESPACE);
    }
  }

  private void addField(int node, DefinitionCollector into) {
    int name = tree.child(node, "name");
    name = name == NONE ? tree.child(node, "property") : name;
    int value = tree.child(node, "value");
    addMember(name, isFunction(value) ? Kind.METHOD : Kind.FIELD, into);
    into.open(node, plain(into.text(name)), Kind.FIELD);
  }

  /** {@code constructor(private name: string)}. */
  private void addParameterField(int node, DefinitionCollector into) {
    var isField =
        tree.childOf(node, "accessibility_modifier") != NONE
            || tree.childOf(node, "readonly") != NONE;
    int name = tree.child(node, "pattern");
    if (isField && name != NONE && tree.kind(name).equals("identifier")) {
      var scope = into.scope().replaceFirst("\\.?constructor$", "");
      var visibility = memberVisibility(node, into.text(name), into);
      into.add(node, tree.line(name), scope, into.text(name), Kind.FIELD, visibility);
    }
  }

  private void addMember(int name, Kind kind, DefinitionCollector into) {
    if (name == NONE || tree.kind(name).equals("enum_assignment")) {
      return;
    }
    var isExpression = tree.kind(name).equals("computed_property_name");
    var text = isExpression ? computed(into.text(name)) : plain(into.text(name));
    int member = tree.parent(name);
    into.add(member, tree.line(name), text, kind, memberVisibility(member, text, into));
  }

  /** The name in brackets where it is a plain text; else as it stands. */
  private static String computed(String text) {
    var inside = text.substring(1, Math.max(1, text.length() - 1)).strip();
    return inside.matches("([\"']).*\\1") ? plain(inside) : text;
  }

  private static String plain(String name) {
    return name.length() > 1 && (name.startsWith("\"") || name.startsWith("'"))
        ? name.substring(1, name.length() - 1)
        : name;
  }

  private void addVariable(int node, DefinitionCollector into) {
    int name = tree.child(node, "name");
    int value = tree.child(node, "value");
    if (name == NONE) {
      return;
    }
    if (!tree.kind(name).equals("identifier")) {
      addPattern(node, name, into);
      return;
    }
    var text = into.text(name);
    var visibility = visibility(tree.parent(node), text, into);
    if (isFunction(value)) {
      into.add(outer(tree.parent(node)), name, Kind.FUNCTION, visibility);
      into.open(node, text, Kind.FUNCTION);
    } else if (isClass(value)) {
      into.add(outer(tree.parent(node)), name, Kind.CLASS, visibility);
      into.open(node, text, Kind.CLASS);
    } else {
      if (isAtTop(node, into)) {
        into.add(outer(tree.parent(node)), name, kindOf(node, into), visibility);
      }
      into.open(node, text, Kind.VARIABLE);
    }
  }

  private void addPattern(int node, int pattern, DefinitionCollector into) {
    if (!isAtTop(node, into)) {
      return;
    }
    for (int inner = pattern; inner < tree.after(pattern); inner++) {
      var isName =
          tree.kind(inner).equals("shorthand_property_identifier_pattern")
              || (tree.kind(inner).equals("identifier") && !tree.field(inner).equals("right"));
      if (isName) {
        var visibility = visibility(tree.parent(node), into.text(inner), into);
        into.add(node, inner, kindOf(node, into), visibility);
      }
    }
  }

  private Kind kindOf(int declarator, DefinitionCollector into) {
    var isConstant = into.text(tree.firstChild(tree.parent(declarator))).equals("const");
    return isConstant ? Kind.CONSTANT : Kind.VARIABLE;
  }

  /** Whether the whole file or a whole namespace sees it. */
  private boolean isAtTop(int declarator, DefinitionCollector into) {
    if (into.isLocal()) {
      return false;
    }
    int declaration = tree.parent(declarator);
    int around = declaration == NONE ? NONE : tree.parent(declaration);
    if (around == NONE || tree.kind(declaration).equals("variable_declaration")) {
      return true;
    }
    return switch (tree.kind(around)) {
      case "for_statement", "for_in_statement", "switch_case", "switch_default" -> false;
      case "statement_block" ->
          switch (tree.kind(tree.parent(around))) {
            case "module", "internal_module", "ambient_declaration" -> true;
            default -> false;
          };
      default -> true;
    };
  }

  /**
   * What is hung on something: {@code exports.a = …}, {@code A.prototype.b = function …}, {@code
   * this.c = () => …}.
   */
  private void addAssigned(int node, DefinitionCollector into) {
    int left = tree.child(node, "left");
    int right = tree.child(node, "right");
    if (left == NONE || right == NONE) {
      return;
    }
    if (tree.kind(left).equals("identifier")) {
      if (isFunction(right) && !into.isLocal()) {
        into.add(node, left, Kind.FUNCTION, visibility(node, into.text(left), into));
        into.open(node, into.text(left), Kind.FUNCTION);
      }
      return;
    }
    if (!tree.kind(left).equals("member_expression")) {
      return;
    }
    var object = into.text(tree.child(left, "object"));
    int property = tree.child(left, "property");
    var name = into.text(property);
    var isExports = object.equals("exports") || object.equals("module.exports");
    var isWhole = object.equals("module") && name.equals("exports");
    var owner = isExports ? "" : object.replaceFirst("\\.prototype$", "");
    if (isWhole || name.equals("prototype")) {
      into.open(node, isWhole ? "" : object, Kind.OBJECT);
    } else if (isFunction(right) || isClass(right) || (isExports && !into.isLocal())) {
      var kind =
          isClass(right)
              ? Kind.CLASS
              : !isFunction(right) ? Kind.VARIABLE : isExports ? Kind.FUNCTION : Kind.METHOD;
      var scope = owner.matches("[\\w$.]+") && !owner.equals("this") ? owner : "";
      into.add(node, tree.line(property), scope, name, kind, Visibility.PUBLIC);
      into.open(node, name, kind);
    }
  }

  private void addPair(int node, DefinitionCollector into) {
    int key = tree.child(node, "key");
    int value = tree.child(node, "value");
    if (key == NONE || tree.kind(key).equals("computed_property_name")) {
      return;
    }
    if (isFunction(value) || isClass(value)) {
      addMember(key, isFunction(value) ? Kind.METHOD : Kind.CLASS, into);
    } else if (!into.isLocal() && isOfVariable(tree.parent(node))) {
      addMember(key, Kind.PROPERTY, into);
    }
    into.open(node, plain(into.text(key)), isFunction(value) ? Kind.METHOD : Kind.PROPERTY);
  }

  private boolean isOfVariable(int object) {
    int parent = tree.parent(object);
    return parent != NONE && tree.kind(parent).equals("variable_declarator");
  }

  private boolean isFunction(int value) {
    return value != NONE
        && switch (tree.kind(value)) {
          case "arrow_function", "function_expression", "generator_function" -> true;
          default -> false;
        };
  }

  private boolean isClass(int value) {
    return value != NONE && tree.isNamed(value) && tree.kind(value).equals("class");
  }

  private void eachNamed(int node, IntConsumer use) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (tree.field(child).equals("name")) {
        use.accept(child);
      }
    }
  }

  /** With the {@code export} in front of it. */
  private int outer(int declaration) {
    int parent = tree.parent(declaration);
    return parent != NONE && tree.kind(parent).equals("export_statement") ? parent : declaration;
  }

  private Visibility visibility(int declaration, String name, DefinitionCollector into) {
    if (into.isLocal()) {
      return Visibility.PRIVATE;
    }
    var isExported =
        outer(declaration) != declaration || (into.scope().isEmpty() && exports.has(name));
    return isExported || !exports.isModule() ? Visibility.PUBLIC : Visibility.PRIVATE;
  }

  private Visibility memberVisibility(int member, String name, DefinitionCollector into) {
    int modifier = tree.childOf(member, "accessibility_modifier");
    return switch (into.text(modifier)) {
      case "private" -> Visibility.PRIVATE;
      case "protected" -> Visibility.INTERNAL;
      default -> name.startsWith("#") ? Visibility.PRIVATE : Visibility.PUBLIC;
    };
  }
}
