package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.grammar.SyntaxTree;
import java.util.Set;

/** Where C#'s methods stand. */
record CSharpPlaces(SyntaxTree tree) implements GrammarBodies.Places {
  private static final Set<String> OPEN =
      Set.of("override", "virtual", "abstract", "partial", "extern");
  private static final Set<String> NO_VALUE = Set.of("void", "Task", "ValueTask");

  @Override
  public Place place(int function, String name, String text) {
    var kind = tree.kind(function);
    if (kind.equals("constructor_declaration") || kind.equals("destructor_declaration")) {
      return Place.CONSTRUCTOR;
    }
    int list = tree.parent(function);
    int type = list == NONE ? NONE : tree.parent(list);
    var isMember = list != NONE && tree.kind(list).equals("declaration_list");
    return Place.of(
        name,
        isOpen(function, text)
            || tree.childOf(function, "explicit_interface_specifier") != NONE
            || (isMember && isShape(type, text)));
  }

  /** Whether it has a shape to fill in, or is one. */
  private boolean isShape(int type, String text) {
    return type != NONE
        && (tree.kind(type).equals("interface_declaration")
            || tree.childOf(type, "base_list") != NONE
            || isOpen(type, text));
  }

  private boolean isOpen(int node, String text) {
    for (int child = tree.firstChild(node); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("modifier")
          && OPEN.contains(text.substring(tree.start(child), tree.end(child)))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Promise promise(int function, String text) {
    int returns = tree.child(function, "returns");
    int type = returns == NONE ? tree.child(function, "type") : returns;
    return type == NONE || NO_VALUE.contains(text.substring(tree.start(type), tree.end(type)))
        ? Promise.NOTHING
        : Promise.VALUE;
  }
}
