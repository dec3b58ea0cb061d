package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.grammar.SyntaxTree;
import java.util.regex.Pattern;

/** Where Go's functions stand. What a method fills in is said nowhere. */
record GoPlaces(SyntaxTree tree) implements GrammarBodies.Places {
  /** What one system does not need, a file for the others leaves empty. */
  private static final Pattern BUILT_SOMEWHERE = Pattern.compile("(?m)^//go:build ");

  /** A receiver without a name cannot be asked anything, so nothing is what such a method does. */
  @Override
  public Place place(int function, String name, String text) {
    int receiver = tree.child(function, "receiver");
    int declared = receiver == NONE ? NONE : tree.childOf(receiver, "parameter_declaration");
    if (declared == NONE) {
      return Place.of(name, BUILT_SOMEWHERE.matcher(text).find());
    }
    int called = tree.child(declared, "name");
    var isUnused =
        called == NONE || text.substring(tree.start(called), tree.end(called)).equals("_");
    return Place.of(name, isUnused);
  }

  @Override
  public Promise promise(int function, String text) {
    return tree.child(function, "result") == NONE ? Promise.NOTHING : Promise.VALUE;
  }
}
