package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.grammar.SyntaxTree;
import java.util.regex.Pattern;

/** Where the functions of JavaScript and TypeScript stand. */
record ScriptPlaces(SyntaxTree tree) implements GrammarBodies.Places {
  private static final Pattern NO_VALUE =
      Pattern.compile(":\\s*(?:void|undefined|never|Promise\\s*<\\s*(?:void|undefined)\\s*>)\\s*");

  /** Components begin so, and show nothing by giving back null. */
  private static final Pattern COMPONENT = Pattern.compile("\\p{Lu}.*\\p{Ll}.*");

  @Override
  public Place place(int function, String name, String text) {
    if (name.equals("constructor")) {
      return Place.CONSTRUCTOR;
    }
    return Place.of(
        name,
        (COMPONENT.matcher(name).matches() && promise(function, text) == Promise.UNSAID)
            || tree.childOf(function, "override_modifier") != NONE
            || isInShape(tree.parent(function)));
  }

  /** An object's entry, a class's field, or a method of a class that has a shape to fill in. */
  private boolean isInShape(int around) {
    return around != NONE
        && switch (tree.kind(around)) {
          case "object", "pair", "public_field_definition", "field_definition" -> true;
          case "class_body" -> {
            int type = tree.parent(around);
            yield tree.kind(type).equals("abstract_class_declaration")
                || tree.childOf(type, "class_heritage") != NONE;
          }
          default -> false;
        };
  }

  @Override
  public Promise promise(int function, String text) {
    int type = tree.child(function, "return_type");
    if (type == NONE) {
      return Promise.UNSAID;
    }
    return NO_VALUE.matcher(text.substring(tree.start(type), tree.end(type))).matches()
        ? Promise.NOTHING
        : Promise.VALUE;
  }
}
