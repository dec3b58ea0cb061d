package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.grammar.SyntaxTree;
import java.util.HashSet;
import java.util.Set;

/**
 * What a script's list of exports names, wherever it stands in the file.
 *
 * @param isModule false for a plain script, whose top everybody sees
 */
record ScriptExports(Set<String> names, boolean isModule) {
  static ScriptExports of(SyntaxTree tree, String text) {
    var names = new HashSet<String>();
    boolean isModule = false;
    for (int node = 0; node < tree.size(); node++) {
      switch (tree.kind(node)) {
        case "import_statement" -> isModule = true;
        case "export_statement" -> {
          isModule = true;
          // "export default name" and "export = name".
          add(tree, tree.childOf(node, "identifier"), text, names);
          add(tree, tree.child(node, "value"), text, names);
        }
        case "export_specifier" -> add(tree, tree.child(node, "name"), text, names);
        case "assignment_expression" -> {
          int left = tree.child(node, "left");
          var target = left == NONE ? "" : text.substring(tree.start(left), tree.end(left));
          if (target.equals("module.exports") || target.startsWith("exports.")) {
            isModule = true;
            addAssigned(tree, tree.child(node, "right"), text, names);
          }
        }
        default -> {}
      }
    }
    return new ScriptExports(names, isModule);
  }

  /** {@code = name} and {@code = { name, other: name }}. */
  private static void addAssigned(SyntaxTree tree, int value, String text, Set<String> names) {
    add(tree, value, text, names);
    if (value == NONE || !tree.kind(value).equals("object")) {
      return;
    }
    for (int child = tree.firstChild(value); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("pair")) {
        add(tree, tree.child(child, "value"), text, names);
      } else if (tree.kind(child).equals("shorthand_property_identifier")) {
        names.add(text.substring(tree.start(child), tree.end(child)));
      }
    }
  }

  private static void add(SyntaxTree tree, int node, String text, Set<String> names) {
    if (node != NONE && tree.kind(node).equals("identifier")) {
      names.add(text.substring(tree.start(node), tree.end(node)));
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
