package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.BodyText.Place;
import dev.autopack.code.BodyText.Promise;
import dev.autopack.code.Definition.Body;
import dev.autopack.grammar.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Finds what stands in the functions of a syntax tree. */
final class GrammarBodies {
  /** What holds a function that is a value: a variable, a field, an entry, an assignment. */
  private static final List<String> HOLDERS = List.of("value", "right", "declaration");

  private final SyntaxTree tree;
  private final String text;
  private final Places places;

  /** What a language says of where its functions stand. */
  interface Places {
    /**
     * What may be expected of a body there.
     *
     * @param function the node that has the body
     * @param name as it is called
     */
    Place place(int function, String name, String text);

    Promise promise(int function, String text);
  }

  GrammarBodies(SyntaxTree tree, String text, Places places) {
    this.tree = tree;
    this.text = text;
    this.places = places;
  }

  /** Of what has its name in that node, whatever is declared beside it. */
  Body ofNamed(int name, int declaration) {
    int parent = tree.parent(name);
    int function = parent == NONE ? NONE : function(parent);
    return judge(function == NONE ? function(declaration) : function, text(name));
  }

  Body of(int declaration, String name) {
    return judge(function(declaration), name);
  }

  private int function(int declaration) {
    if (tree.child(declaration, "body") != NONE) {
      return declaration;
    }
    for (var holder : HOLDERS) {
      int held = tree.child(declaration, holder);
      if (held != NONE && tree.child(held, "body") != NONE) {
        return held;
      }
    }
    return NONE;
  }

  private Body judge(int function, String name) {
    if (function == NONE) {
      return Body.NONE;
    }
    int body = tree.child(function, "body");
    var source = text(body);
    return new BodyText(
            statements(body),
            source,
            places.promise(function, text),
            places.place(function, name, text))
        .judge();
  }

  private List<String> statements(int body) {
    return switch (tree.kind(body)) {
      case "block", "statement_block", "statement_list", "compound_statement" -> inside(body);
      case "arrow_expression_clause" -> inside(body);
      // An expression, or what has statements of its own, as a function that is all one "try".
      default -> List.of(text(body));
    };
  }

  private List<String> inside(int block) {
    var statements = new ArrayList<String>();
    for (int child = tree.firstChild(block); child != NONE; child = tree.nextSibling(child)) {
      if (tree.kind(child).equals("statement_list")) {
        statements.addAll(inside(child));
      } else if (tree.isNamed(child) && !tree.kind(child).endsWith("comment")) {
        statements.add(text(child));
      }
    }
    return statements;
  }

  private String text(int node) {
    return text.substring(tree.start(node), tree.end(node));
  }
}
