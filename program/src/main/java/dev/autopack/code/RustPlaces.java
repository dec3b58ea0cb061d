package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.grammar.SyntaxTree;

/** Where Rust's functions stand: those of a trait, and those that implement one, fill it in. */
record RustPlaces(SyntaxTree tree) implements GrammarBodies.Places {
  @Override
  public Place place(int function, String name, String text) {
    int list = tree.parent(function);
    int around = list == NONE ? NONE : tree.parent(list);
    var isOfTrait =
        around != NONE
            && (tree.kind(around).equals("trait_item") || tree.child(around, "trait") != NONE);
    return Place.of(name, isOfTrait);
  }

  @Override
  public Promise promise(int function, String text) {
    int type = tree.child(function, "return_type");
    return type == NONE || tree.kind(type).equals("unit_type") ? Promise.NOTHING : Promise.VALUE;
  }
}
