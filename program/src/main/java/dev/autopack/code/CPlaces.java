package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.grammar.SyntaxTree;

/** Where the functions of C and C++ stand. */
record CPlaces(SyntaxTree tree) implements GrammarBodies.Places {
  @Override
  public Place place(int function, String name, String text) {
    if (tree.kind(function).equals("function_definition") && tree.child(function, "type") == NONE) {
      return Place.CONSTRUCTOR;
    }
    int list = tree.parent(function);
    var isMember = list != NONE && tree.kind(list).equals("field_declaration_list");
    return Place.of(
        name,
        tree.childOf(function, "virtual") != NONE
            || isOverride(function)
            || (isMember && tree.childOf(tree.parent(list), "base_class_clause") != NONE));
  }

  private boolean isOverride(int function) {
    int declarator = tree.child(function, "declarator");
    for (int node = declarator; node != NONE && node < tree.after(declarator); node++) {
      if (tree.kind(node).equals("virtual_specifier")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Promise promise(int function, String text) {
    int type = tree.child(function, "type");
    int declarator = tree.child(function, "declarator");
    var isVoid = type == NONE || text.substring(tree.start(type), tree.end(type)).equals("void");
    var isPointer = declarator != NONE && tree.kind(declarator).equals("pointer_declarator");
    return isVoid && !isPointer ? Promise.NOTHING : Promise.VALUE;
  }
}
