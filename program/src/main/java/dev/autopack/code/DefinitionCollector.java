package dev.autopack.code;

import static dev.autopack.grammar.SyntaxTree.NONE;

import dev.autopack.code.Definition.Body;
import dev.autopack.code.Definition.Group;
import dev.autopack.code.Definition.Kind;
import dev.autopack.code.Definition.Visibility;
import dev.autopack.grammar.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks a syntax tree once and keeps what a language's rules say of its nodes, with the names that
 * are open round each.
 */
final class DefinitionCollector {
  private static final int MAX_QUOTED_CHARS = 40;

  private final SyntaxTree tree;
  private final String text;
  private final GrammarBodies bodies;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Outline.Problem> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int next;

  /** What one language's nodes define. */
  interface Rules {
    /** Called for every node, a parent before its children. */
    void visit(int node, DefinitionCollector into);

    /** Where its functions stand. */
    GrammarBodies.Places places();
  }

  /** What is being defined round the node that is visited, up to the node {@code after}. */
  private record Open(String name, Kind kind, int after, String access) {}

  private DefinitionCollector(SyntaxTree tree, String text, GrammarBodies bodies) {
    this.tree = tree;
    this.text = text;
    this.bodies = bodies;
  }

  static Outline collect(SyntaxTree tree, String text, Rules rules) {
    var bodies = new GrammarBodies(tree, text, rules.places());
    var collector = new DefinitionCollector(tree, text, bodies);
    collector.walk(rules);
    return new Outline(collector.definitions, List.of(), collector.problems);
  }

  private void walk(Rules rules) {
    for (int node = 0; node < tree.size(); node = next) {
      next = node + 1;
      while (!open.isEmpty() && open.peek().after() <= node) {
        open.pop();
      }
      if (tree.isError(node) || tree.isMissing(node)) {
        addProblem(node);
      }
      rules.visit(node, this);
    }
  }

  private void addProblem(int node) {
    if (problems.size() < Outline.MAX_PROBLEMS) {
      var what = tree.isMissing(node) ? "missing " + tree.kind(node) : "unexpected " + quoted(node);
      problems.add(new Outline.Problem(tree.line(node), what, Outline.Certainty.LIKELY));
    }
  }

  private String quoted(int node) {
    int end = Math.min(tree.end(node), tree.start(node) + MAX_QUOTED_CHARS);
    return "'%s'".formatted(Signature.of(text, tree.start(node), end));
  }

  /** Goes on behind a node without looking into it. */
  void skip(int node) {
    next = Math.max(next, tree.after(node));
  }

  String text(int node) {
    return node == NONE ? "" : text.substring(tree.start(node), tree.end(node));
  }

  /** Opens a name round everything in the node; the empty name opens a kind alone. */
  void open(int node, String name, Kind kind) {
    open.push(new Open(name, kind, tree.after(node), ""));
  }

  /** Says who may use what follows in the innermost thing that is open. */
  void allow(String access) {
    if (!open.isEmpty()) {
      var innermost = open.pop();
      open.push(new Open(innermost.name(), innermost.kind(), innermost.after(), access));
    }
  }

  /** What was last said so; empty where nothing was. */
  String access() {
    return open.isEmpty() ? "" : open.peek().access();
  }

  /** Whether a function is open: what stands in one is seen only there. */
  boolean isLocal() {
    return open.stream().anyMatch(each -> each.kind().group() == Group.CALLABLE);
  }

  /** Whether the innermost thing that is open is of that group. */
  boolean isIn(Group group) {
    return !open.isEmpty() && open.peek().kind().group() == group;
  }

  boolean isIn(Kind kind) {
    return !open.isEmpty() && open.peek().kind() == kind;
  }

  String scope() {
    var names = new StringBuilder();
    open.descendingIterator()
        .forEachRemaining(each -> {
          if (!each.name().isEmpty()) {
            names.append(names.isEmpty() ? "" : ".").append(each.name());
          }
        });
    return names.toString();
  }

  /**
   * Where a text breaks, the grammar may leave a declaration's first words loose: what a keyword is
   * followed by is defined all the same.
   *
   * @return the name behind the word, or none where the word is not loose
   */
  int looseName(int word) {
    int parent = tree.parent(word);
    if (parent == NONE || !tree.isError(parent) || tree.isNamed(word)) {
      return NONE;
    }
    int name = tree.nextSibling(word);
    return name != NONE && tree.isNamed(name) && tree.kind(name).endsWith("identifier")
        ? name
        : NONE;
  }

  /** Adds what a node declares under the text of another; nothing where there is no such name. */
  void add(int declaration, int name, Kind kind, Visibility visibility) {
    if (name != NONE && !tree.isMissing(name)) {
      var body = kind.group() == Group.CALLABLE ? bodies.ofNamed(name, declaration) : Body.NONE;
      add(declaration, tree.line(name), scope(), text(name), kind, visibility, body);
    }
  }

  void add(int declaration, int line, String name, Kind kind, Visibility visibility) {
    add(declaration, line, scope(), name, kind, visibility);
  }

  void add(int declaration, int line, String scope, String name, Kind kind, Visibility visibility) {
    var body = kind.group() == Group.CALLABLE ? bodies.of(declaration, name) : Body.NONE;
    add(declaration, line, scope, name, kind, visibility, body);
  }

  private void add(
      int declaration,
      int line,
      String scope,
      String name,
      Kind kind,
      Visibility visibility,
      Body body) {
    if (name.isBlank()) {
      return;
    }
    int inner = tree.child(declaration, "body");
    int end = inner == NONE ? tree.end(declaration) : tree.start(inner);
    var signature = Signature.of(text, tree.start(declaration), end);
    definitions.add(new Definition(name.strip(), kind, scope, line, body, visibility, signature));
  }
}
