package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;

/** What Go's syntax defines. */
final class GoRules implements DefinitionCollector.Rules {
  private final SyntaxTree tree;

  GoRules(SyntaxTree tree) {
    this.tree = tree;
  }

  @Override
  public GrammarBodies.Places places() {
    return new GoPlaces(tree);
  }

  @Override
  public void visit(int node, DefinitionCollector into) {
    switch (tree.kind(node)) {
      case "package_clause" ->
          into.add(node, tree.childOf(node, "package_identifier"), Kind.PACKAGE, Visibility.PUBLIC);
      case "function_declaration" -> {
        int name = tree.child(node, "name");
        into.add(node, name, Kind.FUNCTION, visibility(into.text(name)));
        into.open(node, into.text(name), Kind.FUNCTION);
      }
      case "method_declaration" -> addMethod(node, into);
      case "func_literal" -> into.open(node, "", Kind.FUNCTION);
      case "type_spec" -> addType(node, into);
      case "type_alias" -> addNames(node, Kind.TYPE, into);
      case "field_declaration" -> addField(node, into);
      case "method_elem" -> addNames(node, Kind.METHOD, into);
      case "const_spec" -> addValues(node, Kind.CONSTANT, into);
      case "var_spec" -> addValues(node, Kind.VARIABLE, into);
      case "func" -> into.add(node, into.looseName(node), Kind.FUNCTION, Visibility.INTERNAL);
      case "type" -> into.add(node, into.looseName(node), Kind.TYPE, Visibility.INTERNAL);
      default -> {}
    }
  }

  private void addMethod(int node, DefinitionCollector into) {
    var receiver = receiver(tree.child(node, "receiver"), into);
    int name = tree.child(node, "name");
    var visibility = visibility(into.text(name));
    into.add(node, tree.line(name), receiver, into.text(name), Kind.METHOD, visibility);
    into.open(node, receiver + "." + into.text(name), Kind.METHOD);
  }

  /** The receiver's type without pointer and parameters: {@code Set} of {@code (s *Set[K])}. */
  private String receiver(int parameters, DefinitionCollector into) {
    if (parameters == NONE) {
      return "";
    }
    for (int node = parameters; node < tree.after(parameters); node++) {
      if (tree.kind(node).equals("type_identifier")) {
        return into.text(node);
      }
    }
    return "";
  }

  private void addType(int node, DefinitionCollector into) {
    int type = tree.child(node, "type");
    var kind =
        switch (type == NONE ? "" : tree.kind(type)) {
          case "struct_type" -> Kind.STRUCT;
          case "interface_type" -> Kind.INTERFACE;
          default -> Kind.TYPE;
        };
    addNames(node, kind, into);
    into.open(node, into.text(tree.child(node, "name")), kind);
  }

  private void addField(int node, DefinitionCollector into) {
    if (tree.child(node, "name") != NONE) {
      addNames(node, Kind.FIELD, into);
      return;
    }
    // Embedded: the field has the type's own name.
    int type = tree.child(node, "type");
    int last = NONE;
    for (int inner = type; inner != NONE && inner < tree.after(type); inner++) {
      if (tree.kind(inner).equals("type_arguments")) {
        break;
      }
      last = tree.kind(inner).equals("type_identifier") ? inner : last;
    }
    into.add(node, last, Kind.FIELD, visibility(into.text(last)));
  }

  private void addValues(int node, Kind kind, DefinitionCollector into) {
    if (!into.isLocal()) {
      addNames(node, kind, into);
    }
  }

  private void addNames(int node, Kind kind, DefinitionCollector into) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (tree.field(child).equals("name")
          && tree.isNamed(child)
          && !into.text(child).equals("_")) {
        into.add(node, child, kind, visibility(into.text(child)));
      }
    }
  }

  private static Visibility visibility(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0))
        ? Visibility.PUBLIC
        : Visibility.INTERNAL;
  }
}
