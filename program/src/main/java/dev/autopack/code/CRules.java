package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;

/** What the syntax of C and C++ defines. Macros are not expanded. */
final class CRules implements DefinitionCollector.Rules {
  private final SyntaxTree tree;

  CRules(SyntaxTree tree) {
    this.tree = tree;
  }

  @Override
  public GrammarBodies.Places places() {
    return new CPlaces(tree);
  }

  @Override
  public void visit(int node, DefinitionCollector into) {
    if (!tree.isNamed(node)) {
      return;
    }
    switch (tree.kind(node)) {
      case "preproc_def", "preproc_function_def" ->
          into.add(node, tree.child(node, "name"), Kind.MACRO, Visibility.PUBLIC);
      case "function_definition" -> addFunction(node, into);
      case "lambda_expression" -> into.open(node, "", Kind.FUNCTION);
      case "declaration", "field_declaration" -> addDeclared(node, into);
      case "type_definition" -> addTypedef(node, into);
      case "struct_specifier" -> addType(node, Kind.STRUCT, into);
      case "union_specifier" -> addType(node, Kind.UNION, into);
      case "class_specifier" -> addType(node, Kind.CLASS, into);
      case "enum_specifier" -> addType(node, Kind.ENUM, into);
      case "enumerator" ->
          into.add(node, tree.child(node, "name"), Kind.ENUMERATOR, Visibility.PUBLIC);
      case "namespace_definition" -> addNamespace(node, into);
      case "namespace_alias_definition" ->
          into.add(node, tree.child(node, "name"), Kind.NAMESPACE, Visibility.PUBLIC);
      case "alias_declaration", "concept_definition" ->
          into.add(node, tree.child(node, "name"), Kind.TYPE, Visibility.PUBLIC);
      case "access_specifier" -> {
        // In front of a base class it says nothing of the members.
        if (tree.kind(tree.parent(node)).equals("field_declaration_list")) {
          into.allow(into.text(node));
        }
      }
      case "template_instantiation" -> into.skip(node);
      default -> {}
    }
  }

  private void addFunction(int node, DefinitionCollector into) {
    var declared = CDeclarator.of(tree, tree.child(node, "declarator"));
    var name = declared.name(into);
    var scope = declared.scope(into);
    var isMember = !scope.isEmpty() || into.isIn(Definition.Group.TYPE);
    addUnder(scope, node, declared, name, isMember ? Kind.METHOD : Kind.FUNCTION, into);
    into.open(node, scope.isEmpty() ? name : scope + "." + name, Kind.FUNCTION);
  }

  private void addDeclared(int node, DefinitionCollector into) {
    if (into.isLocal() || isFriend(node)) {
      return;
    }
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (!tree.field(child).equals("declarator")) {
        continue;
      }
      var declared = CDeclarator.of(tree, child);
      if (declared.isBinding()) {
        addBound(node, declared.node(), into);
        continue;
      }
      var kind =
          declared.isFunction()
              ? Kind.PROTOTYPE
              : into.isIn(Definition.Group.TYPE)
                  ? Kind.FIELD
                  : isConstant(node, into) ? Kind.CONSTANT : Kind.VARIABLE;
      addUnder(declared.scope(into), node, declared, declared.name(into), kind, into);
    }
  }

  private void addBound(int node, int binding, DefinitionCollector into) {
    for (int child = tree.firstChild(binding); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("identifier")) {
        into.add(node, child, Kind.VARIABLE, Visibility.PUBLIC);
      }
    }
  }

  /** {@code void A::b() {}} is b in A, wherever it stands. */
  private void addUnder(
      String scope,
      int node,
      CDeclarator declared,
      String name,
      Kind kind,
      DefinitionCollector into) {
    var around = into.scope();
    var whole = scope.isEmpty() ? around : around.isEmpty() ? scope : around + "." + scope;
    int line = declared.node() == NONE ? tree.line(node) : tree.line(declared.node());
    into.add(node, line, whole, name, kind, visibility(node, into));
  }

  private void addTypedef(int node, DefinitionCollector into) {
    if (into.isLocal()) {
      return;
    }
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (tree.field(child).equals("declarator")) {
        var declared = CDeclarator.of(tree, child);
        addUnder("", node, declared, declared.name(into), Kind.TYPE, into);
      }
    }
  }

  private void addType(int node, Kind kind, DefinitionCollector into) {
    int name = tree.child(node, "name");
    // Without a body it only says that there is such a type.
    if (tree.child(node, "body") == NONE && !isCutOff(node)) {
      return;
    }
    var declared = CDeclarator.of(tree, name);
    var text = declared.name(into);
    if (name != NONE) {
      addUnder(declared.scope(into), node, declared, text, kind, into);
    }
    into.open(node, name == NONE ? typedefName(node, into) : text, kind);
  }

  /** Whether the body stands behind it, since it breaks off. */
  private boolean isCutOff(int node) {
    int next = tree.nextSibling(node);
    return tree.isError(tree.parent(node)) && next != NONE && tree.kind(next).equals("{");
  }

  /** {@code typedef struct { … } Name}. */
  private String typedefName(int node, DefinitionCollector into) {
    int parent = tree.parent(node);
    return parent != NONE && tree.kind(parent).equals("type_definition")
        ? CDeclarator.of(tree, tree.child(parent, "declarator")).name(into)
        : "";
  }

  /** {@code namespace a::b} is b in a. */
  private void addNamespace(int node, DefinitionCollector into) {
    int name = tree.child(node, "name");
    if (name == NONE) {
      into.open(node, "", Kind.NAMESPACE);
      return;
    }
    for (var part : into.text(name).split("::", -1)) {
      var plain = part.strip().replaceFirst("^inline\\s+", "");
      into.add(node, tree.line(name), plain, Kind.NAMESPACE, Visibility.PUBLIC);
      into.open(node, plain, Kind.NAMESPACE);
    }
  }

  private boolean isFriend(int node) {
    int parent = tree.parent(node);
    return parent != NONE && tree.kind(parent).equals("friend_declaration");
  }

  private boolean isConstant(int node, DefinitionCollector into) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      var text = tree.kind(child).equals("type_qualifier") ? into.text(child) : "";
      if (text.equals("const") || text.equals("constexpr")) {
        return true;
      }
    }
    return false;
  }

  private Visibility visibility(int node, DefinitionCollector into) {
    if (!into.isIn(Definition.Group.TYPE)) {
      int storage = tree.childOf(node, "storage_class_specifier");
      return into.text(storage).equals("static") ? Visibility.PRIVATE : Visibility.PUBLIC;
    }
    return switch (into.access()) {
      case "public" -> Visibility.PUBLIC;
      case "protected" -> Visibility.INTERNAL;
      case "private" -> Visibility.PRIVATE;
      default -> into.isIn(Kind.CLASS) ? Visibility.PRIVATE : Visibility.PUBLIC;
    };
  }
}
