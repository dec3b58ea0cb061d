package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;

/** What Rust's syntax defines, and what is written as an item inside a macro's call. */
final class RustRules implements DefinitionCollector.Rules {
  private final SyntaxTree tree;

  RustRules(SyntaxTree tree) {
    this.tree = tree;
  }

  @Override
  public GrammarBodies.Places places() {
    return new RustPlaces(tree);
  }

  @Override
  public void visit(int node, DefinitionCollector into) {
    switch (tree.kind(node)) {
      case "function_item", "function_signature_item" -> addFunction(node, into);
      case "closure_expression" -> into.open(node, "", Kind.FUNCTION);
      case "struct_item" -> addAround(node, Kind.STRUCT, into);
      case "enum_item" -> addAround(node, Kind.ENUM, into);
      case "union_item" -> addAround(node, Kind.UNION, into);
      case "trait_item" -> addAround(node, Kind.TRAIT, into);
      case "mod_item" -> addAround(node, Kind.MODULE, into);
      case "enum_variant" -> addAround(node, Kind.ENUMERATOR, into);
      case "impl_item" -> into.open(node, owner(tree.child(node, "type"), into), Kind.CLASS);
      case "type_item", "associated_type" -> add(node, Kind.TYPE, into);
      case "const_item" -> add(node, Kind.CONSTANT, into);
      case "static_item" -> add(node, Kind.VARIABLE, into);
      case "field_declaration" -> add(node, Kind.FIELD, into);
      case "macro_definition" -> {
        add(node, Kind.MACRO, into);
        into.skip(node);
      }
      case "fn", "struct", "enum", "union", "trait", "mod", "type", "const", "static" ->
          addInMacro(node, into);
      default -> {}
    }
  }

  private void addFunction(int node, DefinitionCollector into) {
    add(node, into.isIn(Definition.Group.TYPE) ? Kind.METHOD : Kind.FUNCTION, into);
    into.open(node, name(into.text(tree.child(node, "name"))), Kind.FUNCTION);
  }

  private void addAround(int node, Kind kind, DefinitionCollector into) {
    add(node, kind, into);
    into.open(node, name(into.text(tree.child(node, "name"))), kind);
  }

  private void add(int node, Kind kind, DefinitionCollector into) {
    int name = tree.child(node, "name");
    if (name != NONE && !into.text(name).equals("_")) {
      into.add(node, tree.line(name), name(into.text(name)), kind, visibility(node, into));
    }
  }

  /** A name written as {@code r#type} is {@code type}. */
  private static String name(String written) {
    return written.startsWith("r#") ? written.substring(2) : written;
  }

  /** The last name of a type, without what it borrows or is made of. */
  private String owner(int type, DefinitionCollector into) {
    if (type == NONE) {
      return "";
    }
    return switch (tree.kind(type)) {
      case "generic_type", "reference_type", "pointer_type" ->
          owner(tree.child(type, "type"), into);
      case "scoped_type_identifier" -> into.text(tree.child(type, "name"));
      case "type_identifier", "primitive_type" -> into.text(type);
      default -> "";
    };
  }

  private Visibility visibility(int node, DefinitionCollector into) {
    int modifier = tree.childOf(node, "visibility_modifier");
    if (modifier != NONE) {
      return into.text(modifier).equals("pub") ? Visibility.PUBLIC : Visibility.INTERNAL;
    }
    var isOfTrait = into.isIn(Kind.TRAIT) || into.isIn(Kind.ENUM) || into.isIn(Kind.ENUMERATOR);
    return isOfTrait ? Visibility.PUBLIC : Visibility.PRIVATE;
  }

  /**
   * {@code static ref NAME: …} and the like, which a macro gets as loose words, and what broken
   * text leaves so. In a function they are as likely to be anything else.
   */
  private void addInMacro(int word, DefinitionCollector into) {
    int parent = tree.parent(word);
    if (parent == NONE || into.isLocal()) {
      return;
    }
    if (!tree.kind(parent).equals("token_tree") && !tree.isError(parent)) {
      return;
    }
    int name = tree.nextSibling(word);
    while (name != NONE && isFiller(name, into)) {
      name = tree.nextSibling(name);
    }
    if (name == NONE || !tree.kind(name).endsWith("identifier")) {
      return;
    }
    var kind =
        switch (tree.kind(word)) {
          case "fn" -> Kind.FUNCTION;
          case "struct" -> Kind.STRUCT;
          case "enum" -> Kind.ENUM;
          case "union" -> Kind.UNION;
          case "trait" -> Kind.TRAIT;
          case "mod" -> Kind.MODULE;
          case "type" -> Kind.TYPE;
          case "static" -> Kind.VARIABLE;
          default -> Kind.CONSTANT;
        };
    into.add(name, tree.line(name), name(into.text(name)), kind, Visibility.PRIVATE);
  }

  private boolean isFiller(int node, DefinitionCollector into) {
    var text = into.text(node);
    return text.equals("ref") || text.equals("mut");
  }
}
