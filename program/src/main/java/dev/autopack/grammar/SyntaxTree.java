package dev.autopack.grammar;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A parsed text as plain arrays: nodes are numbered from 0, the root, in the order in which they
 * begin, a parent before its children. Immutable once built; holds nothing native.
 *
 * <p>Offsets count characters of the text. Where a node is asked for and there is none, the answer
 * is {@link #NONE}.
 */
public final class SyntaxTree {
  public static final int NONE = -1;

  private static final int ERROR = 0xFFFF;

  private final LoadedGrammar grammar;
  private int size;
  private int[] symbols = new int[1 << 10];
  private int[] starts = new int[1 << 10];
  private int[] ends = new int[1 << 10];
  private int[] lines = new int[1 << 10];
  private int[] parents = new int[1 << 10];
  private int[] afters = new int[1 << 10];
  private int[] fields = new int[1 << 10];
  private boolean[] missing = new boolean[1 << 10];

  SyntaxTree(LoadedGrammar grammar) {
    this.grammar = grammar;
  }

  int add(int parent, int symbol, int field, int start, int end, int line, boolean isMissing) {
    if (size == symbols.length) {
      grow();
    }
    symbols[size] = symbol;
    fields[size] = field;
    starts[size] = start;
    ends[size] = end;
    lines[size] = line;
    parents[size] = parent;
    afters[size] = size + 1;
    missing[size] = isMissing;
    return size++;
  }

  private void grow() {
    int more = size * 2;
    symbols = Arrays.copyOf(symbols, more);
    starts = Arrays.copyOf(starts, more);
    ends = Arrays.copyOf(ends, more);
    lines = Arrays.copyOf(lines, more);
    parents = Arrays.copyOf(parents, more);
    afters = Arrays.copyOf(afters, more);
    fields = Arrays.copyOf(fields, more);
    missing = Arrays.copyOf(missing, more);
  }

  /** Says that everything added since belongs to this node. */
  void close(int node) {
    afters[node] = size;
  }

  public int size() {
    return size;
  }

  /** The grammar's name of it: {@code function_declaration}, or the token itself. */
  public String kind(int node) {
    return symbols[node] == ERROR ? "ERROR" : grammar.symbol(symbols[node]);
  }

  /** Whether the grammar has a rule for it; a brace has none. */
  public boolean isNamed(int node) {
    return symbols[node] == ERROR || grammar.isNamed(symbols[node]);
  }

  /** Text that fits no rule. */
  public boolean isError(int node) {
    return symbols[node] == ERROR;
  }

  /** A token that the text should have here and has not. */
  public boolean isMissing(int node) {
    return missing[node];
  }

  public int start(int node) {
    return starts[node];
  }

  public int end(int node) {
    return ends[node];
  }

  /** The line it begins in, from 1. */
  public int line(int node) {
    return lines[node];
  }

  public int parent(int node) {
    return parents[node];
  }

  /** The first number behind the node and everything in it. */
  public int after(int node) {
    return afters[node];
  }

  /** What its parent calls it; empty where it has no name there. */
  public String field(int node) {
    return fields[node] == 0 ? "" : grammar.field(fields[node]);
  }

  public int firstChild(int node) {
    return node + 1 < afters[node] ? node + 1 : NONE;
  }

  public int nextSibling(int node) {
    int next = afters[node];
    return parents[node] != NONE && next < afters[parents[node]] ? next : NONE;
  }

  /** The first child under that name. */
  public int child(int node, String field) {
    return find(node, child -> field(child).equals(field));
  }

  /** The first child of that kind. */
  public int childOf(int node, String kind) {
    return find(node, child -> kind(child).equals(kind));
  }

  private int find(int node, IntPredicate wanted) {
    for (int child = firstChild(node); child != NONE; child = nextSibling(child)) {
      if (wanted.test(child)) {
        return child;
      }
    }
    return NONE;
  }
}
