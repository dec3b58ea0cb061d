package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.grammar.SyntaxTree;

/**
 * The name inside a declarator of C or C++, behind its stars, brackets and parameters.
 *
 * @param node the name's node, or none
 * @param isFunction whether a function is declared, and not a variable that points to one
 */
record CDeclarator(SyntaxTree tree, int node, boolean isFunction) {

  static CDeclarator of(SyntaxTree tree, int declarator) {
    int node = declarator;
    boolean isFunction = false;
    while (node != NONE) {
      switch (tree.kind(node)) {
        case "function_declarator" -> {
          int inner = tree.child(node, "declarator");
          // In parentheses stands a pointer to a function, or a function that gives one.
          isFunction = inner != NONE && !isPointer(tree, inner);
          node = inner;
        }
        case "init_declarator", "array_declarator", "pointer_declarator" ->
            node = tree.child(node, "declarator");
        case "parenthesized_declarator", "reference_declarator", "attributed_declarator" ->
            node = innerDeclarator(tree, node);
        case "operator_cast" -> {
          return new CDeclarator(tree, node, true);
        }
        default -> {
          return new CDeclarator(tree, node, isFunction);
        }
      }
    }
    return new CDeclarator(tree, NONE, isFunction);
  }

  private static boolean isPointer(SyntaxTree tree, int node) {
    if (!tree.kind(node).equals("parenthesized_declarator")) {
      return false;
    }
    int inner = innerDeclarator(tree, node);
    return inner != NONE
        && (tree.kind(inner).equals("pointer_declarator")
            || tree.kind(inner).equals("reference_declarator"));
  }

  private static int innerDeclarator(SyntaxTree tree, int node) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      var kind = tree.kind(child);
      if (tree.isNamed(child)
          && (kind.endsWith("declarator")
              || kind.endsWith("identifier")
              || kind.endsWith("_name"))) {
        return child;
      }
    }
    return NONE;
  }

  /** {@code auto [a, b] = …}. */
  boolean isBinding() {
    return node != NONE && tree.kind(node).equals("structured_binding_declarator");
  }

  /** The last name, without what it is qualified by or made of; operators with their sign. */
  String name(DefinitionCollector into) {
    return node == NONE ? "" : name(last(), into);
  }

  private int last() {
    int last = node;
    while (tree.kind(last).equals("qualified_identifier") && tree.child(last, "name") != NONE) {
      last = tree.child(last, "name");
    }
    return last;
  }

  private String name(int last, DefinitionCollector into) {
    return switch (tree.kind(last)) {
      case "template_type", "template_function", "template_method" ->
          into.text(tree.child(last, "name"));
      case "operator_cast" -> "operator " + into.text(tree.child(last, "type"));
      case "operator_name" -> operator(into.text(last));
      default -> into.text(last).replaceAll("\\s", "");
    };
  }

  private static String operator(String text) {
    var sign = text.substring("operator".length()).strip().replaceAll("\\s+", " ");
    return sign.isEmpty() || Character.isJavaIdentifierStart(sign.charAt(0))
        ? "operator " + sign
        : "operator" + sign.replace(" ", "");
  }

  /** What the name is qualified by, joined by dots. */
  String scope(DefinitionCollector into) {
    var scope = new StringBuilder();
    int at = node;
    while (at != NONE && tree.kind(at).equals("qualified_identifier")) {
      int part = tree.child(at, "scope");
      if (part != NONE) {
        scope.append(scope.isEmpty() ? "" : ".").append(name(part, into));
      }
      at = tree.child(at, "name");
    }
    return scope.toString();
  }
}
