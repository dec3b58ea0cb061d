package dev.autopack.grammar;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs one parse from text to plain tree; all native memory is given back before it returns. */
@SuppressWarnings("restricted") // Calling native code is what it is for.
final class Parser {
  /** How often the parser asks whether to stop, which it does after equal portions of work. */
  static final int MAX_PORTIONS = 20_000;

  static final int MAX_NODES = 4_000_000;

  private static final int UTF16_LITTLE_ENDIAN = 1;

  /** What the functions that are called back need: the text, its bytes, the portions of work. */
  private static final StructLayout STATE =
      MemoryLayout.structLayout(ADDRESS, JAVA_LONG, JAVA_LONG);

  private static final long TEXT = 0;
  private static final long LENGTH = 8;
  private static final long PORTIONS = 16;

  private static final Map<Grammar, LoadedGrammar> LOADED = new ConcurrentHashMap<>();

  private Parser() {}

  /** The addresses of our two functions, made on first use. */
  private static final class Callbacks {
    static final MemorySegment READ = upcall("giveText", TreeSitter.READ);
    static final MemorySegment STOP = upcall("isEnough", TreeSitter.STOP);

    private static MemorySegment upcall(String name, FunctionDescriptor description) {
      try {
        var method =
            MethodHandles.lookup().findStatic(Parser.class, name, description.toMethodType());
        return Linker.nativeLinker().upcallStub(method, description, Arena.global());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Parsed parse(Grammar grammar, String text) {
    LoadedGrammar loaded;
    try {
      loaded = LOADED.computeIfAbsent(grammar, it -> new LoadedGrammar(TreeSitter.language(it)));
    } catch (LinkageError | IllegalArgumentException | UncheckedIOException e) {
      return new Parsed.Unavailable(
          "the grammar of %s cannot be loaded: %s".formatted(grammar.library(), e));
    }
    var parser = TreeSitter.newParser(loaded.language());
    try (var arena = Arena.ofConfined()) {
      var state = state(arena, text);
      var tree = TreeSitter.parse(parser, input(arena, state), options(arena, state));
      if (tree.equals(MemorySegment.NULL)) {
        return new Parsed.TooMuchWork();
      }
      try {
        return read(arena, tree, new SyntaxTree(loaded));
      } finally {
        TreeSitter.deleteTree(tree);
      }
    } finally {
      TreeSitter.deleteParser(parser);
    }
  }

  private static MemorySegment state(Arena arena, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_16LE);
    var copy = arena.allocate(bytes.length + 2L, 2);
    MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
    var state = arena.allocate(STATE);
    state.set(ADDRESS, TEXT, copy);
    state.set(JAVA_LONG, LENGTH, bytes.length);
    return state;
  }

  private static MemorySegment input(Arena arena, MemorySegment state) {
    var input = arena.allocate(TreeSitter.INPUT);
    input.set(ADDRESS, 0, state);
    input.set(ADDRESS, 8, Callbacks.READ);
    input.set(JAVA_INT, 16, UTF16_LITTLE_ENDIAN);
    return input;
  }

  private static MemorySegment options(Arena arena, MemorySegment state) {
    var options = arena.allocate(TreeSitter.OPTIONS);
    options.set(ADDRESS, 0, state);
    options.set(ADDRESS, 8, Callbacks.STOP);
    return options;
  }

  /** Called by tree-sitter: gives everything from an offset on, and how many bytes that are. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Found by name; C gives its shape.
  private static MemorySegment giveText(
      MemorySegment payload, int offset, MemorySegment point, MemorySegment bytesRead) {
    var state = payload.reinterpret(STATE.byteSize());
    var from = Math.min(Integer.toUnsignedLong(offset), state.get(JAVA_LONG, LENGTH));
    var left = state.get(JAVA_LONG, LENGTH) - from;
    bytesRead.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, (int) left);
    return MemorySegment.ofAddress(state.get(ADDRESS, TEXT).address() + from);
  }

  /** Called by tree-sitter after each portion of work. */
  @SuppressWarnings("UnusedMethod") // Found by name.
  private static boolean isEnough(MemorySegment progress) {
    var payload = progress.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    var state = payload.reinterpret(STATE.byteSize());
    var portions = state.get(JAVA_LONG, PORTIONS) + 1;
    state.set(JAVA_LONG, PORTIONS, portions);
    return portions > MAX_PORTIONS;
  }

  private static Parsed read(Arena arena, MemorySegment parsed, SyntaxTree tree) {
    var cursor = TreeSitter.newCursor(arena, parsed);
    try {
      var node = arena.allocate(TreeSitter.NODE);
      SegmentAllocator intoNode = (_, _) -> node;
      int parent = SyntaxTree.NONE;
      while (tree.size() < MAX_NODES) {
        int added = add(tree, parent, TreeSitter.node(intoNode, cursor), cursor);
        if (TreeSitter.firstChild(cursor)) {
          parent = added;
          continue;
        }
        while (parent != SyntaxTree.NONE && !TreeSitter.nextSibling(cursor)) {
          TreeSitter.parent(cursor);
          tree.close(parent);
          parent = tree.parent(parent);
        }
        if (parent == SyntaxTree.NONE) {
          return new Parsed.Tree(tree);
        }
      }
      return new Parsed.TooMuchWork();
    } finally {
      TreeSitter.deleteCursor(cursor);
    }
  }

  private static int add(SyntaxTree tree, int parent, MemorySegment node, MemorySegment cursor) {
    int start = node.get(JAVA_INT, 0);
    int end = TreeSitter.endByte(node);
    boolean isMissing = start == end && TreeSitter.isMissing(node);
    int line = node.get(JAVA_INT, JAVA_INT.byteSize()) + 1;
    int field = TreeSitter.field(cursor);
    int symbol = TreeSitter.symbol(node);
    return tree.add(parent, symbol, field, start / 2, end / 2, line, isMissing);
  }
}
