package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;

/** What the syntax of C# defines. */
final class CSharpRules implements DefinitionCollector.Rules {
  private final SyntaxTree tree;

  CSharpRules(SyntaxTree tree) {
    this.tree = tree;
  }

  @Override
  public GrammarBodies.Places places() {
    return new CSharpPlaces(tree);
  }

  @Override
  public void visit(int node, DefinitionCollector into) {
    switch (tree.kind(node)) {
      case "namespace_declaration" -> addNamespace(node, node, into);
      // It holds for the rest of the file.
      case "file_scoped_namespace_declaration" -> addNamespace(node, tree.parent(node), into);
      case "class_declaration" -> addType(node, Kind.CLASS, into);
      case "struct_declaration" -> addType(node, Kind.STRUCT, into);
      case "record_declaration", "record_struct_declaration" -> addRecord(node, into);
      case "interface_declaration" -> addType(node, Kind.INTERFACE, into);
      case "enum_declaration" -> addType(node, Kind.ENUM, into);
      case "enum_member_declaration" -> add(node, Kind.ENUMERATOR, Visibility.PUBLIC, into);
      case "delegate_declaration" -> add(node, Kind.TYPE, into);
      case "method_declaration", "constructor_declaration" -> addCallable(node, into);
      case "destructor_declaration" -> addNamed(node, "~" + name(node, into), Kind.METHOD, into);
      case "operator_declaration" ->
          addNamed(node, "operator " + into.text(tree.child(node, "operator")), Kind.METHOD, into);
      case "conversion_operator_declaration" ->
          addNamed(node, "operator " + into.text(tree.child(node, "type")), Kind.METHOD, into);
      case "local_function_statement" -> {
        into.add(node, tree.child(node, "name"), Kind.FUNCTION, Visibility.PRIVATE);
        into.open(node, name(node, into), Kind.FUNCTION);
      }
      case "property_declaration", "event_declaration" -> {
        add(node, Kind.PROPERTY, into);
        into.open(node, name(node, into), Kind.METHOD);
      }
      case "indexer_declaration" -> addNamed(node, "this", Kind.PROPERTY, into);
      case "event_field_declaration", "field_declaration" -> addFields(node, into);
      case "lambda_expression", "anonymous_method_expression" -> into.open(node, "", Kind.FUNCTION);
      default -> {}
    }
  }

  private void addNamespace(int node, int around, DefinitionCollector into) {
    int name = tree.child(node, "name");
    into.add(node, name, Kind.NAMESPACE, Visibility.PUBLIC);
    into.open(around, into.text(name), Kind.NAMESPACE);
  }

  private void addType(int node, Kind kind, DefinitionCollector into) {
    add(node, kind, into);
    into.open(node, name(node, into), kind);
  }

  private void addRecord(int node, DefinitionCollector into) {
    addType(node, Kind.RECORD, into);
    int parameters = tree.childOf(node, "parameter_list");
    for (int child = parameters == NONE ? NONE : tree.firstChild(parameters);
        child != NONE;
        child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("parameter")) {
        into.add(child, tree.child(child, "name"), Kind.PROPERTY, Visibility.PUBLIC);
      }
    }
  }

  private void addCallable(int node, DefinitionCollector into) {
    add(node, Kind.METHOD, into);
    into.open(node, name(node, into), Kind.METHOD);
  }

  private void addNamed(int node, String name, Kind kind, DefinitionCollector into) {
    into.add(node, tree.line(node), name, kind, visibility(node, into));
    into.open(node, name, Kind.METHOD);
  }

  private void addFields(int node, DefinitionCollector into) {
    int list = tree.childOf(node, "variable_declaration");
    if (list == NONE) {
      return;
    }
    var kind =
        tree.kind(node).startsWith("event")
            ? Kind.PROPERTY
            : has(node, "const", into) ? Kind.CONSTANT : Kind.FIELD;
    for (int child = tree.firstChild(list); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("variable_declarator")) {
        into.add(node, tree.child(child, "name"), kind, visibility(node, into));
      }
    }
  }

  private void add(int node, Kind kind, DefinitionCollector into) {
    add(node, kind, visibility(node, into), into);
  }

  private void add(int node, Kind kind, Visibility visibility, DefinitionCollector into) {
    into.add(node, tree.child(node, "name"), kind, visibility);
  }

  private String name(int node, DefinitionCollector into) {
    return into.text(tree.child(node, "name"));
  }

  private Visibility visibility(int node, DefinitionCollector into) {
    if (has(node, "public", into)) {
      return Visibility.PUBLIC;
    }
    if (has(node, "internal", into) || has(node, "protected", into)) {
      return Visibility.INTERNAL;
    }
    if (has(node, "private", into) || has(node, "file", into)) {
      return Visibility.PRIVATE;
    }
    if (into.isIn(Kind.INTERFACE)) {
      return Visibility.PUBLIC;
    }
    return into.isIn(Definition.Group.TYPE) ? Visibility.PRIVATE : Visibility.INTERNAL;
  }

  private boolean has(int node, String modifier, DefinitionCollector into) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("modifier") && into.text(child).equals(modifier)) {
        return true;
      }
    }
    return false;
  }
}
