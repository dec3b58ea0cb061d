package dev.autopack.grammar;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of tree-sitter's C interface that a parse needs, as Java methods. Who calls owns
 * the memory; nothing is checked here.
 */
@SuppressWarnings("restricted") // Calling native code is what it is for.
final class TreeSitter {
  /** Its first three numbers are a node's start in bytes, its row and its column. */
  static final StructLayout NODE =
      MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

  static final StructLayout CURSOR =
      MemoryLayout.structLayout(
          ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, MemoryLayout.paddingLayout(4));

  static final StructLayout POINT = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);

  /** What is read: payload, reading function, encoding, decoding function. */
  static final StructLayout INPUT =
      MemoryLayout.structLayout(ADDRESS, ADDRESS, JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);

  /** Payload and the function that is asked now and then whether to stop. */
  static final StructLayout OPTIONS = MemoryLayout.structLayout(ADDRESS, ADDRESS);

  static final FunctionDescriptor READ =
      FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, POINT, ADDRESS);
  static final FunctionDescriptor STOP = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = NativeLibraries.load("tree-sitter");

  /** For what returns at once and calls nothing back. */
  private static final Linker.Option SHORT = Linker.Option.critical(false);

  private static final MethodHandle PARSER_NEW =
      link("ts_parser_new", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle PARSER_DELETE =
      link("ts_parser_delete", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle PARSER_SET_LANGUAGE =
      link("ts_parser_set_language", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
  private static final MethodHandle PARSER_PARSE =
      link(
          "ts_parser_parse_with_options",
          FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, INPUT, OPTIONS));
  private static final MethodHandle TREE_DELETE =
      link("ts_tree_delete", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle TREE_ROOT =
      link("ts_tree_root_node", FunctionDescriptor.of(NODE, ADDRESS));
  private static final MethodHandle CURSOR_NEW =
      link("ts_tree_cursor_new", FunctionDescriptor.of(CURSOR, NODE));
  private static final MethodHandle CURSOR_DELETE =
      link("ts_tree_cursor_delete", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle CURSOR_FIRST =
      link("ts_tree_cursor_goto_first_child", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS), SHORT);
  private static final MethodHandle CURSOR_NEXT =
      link("ts_tree_cursor_goto_next_sibling", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS), SHORT);
  private static final MethodHandle CURSOR_PARENT =
      link("ts_tree_cursor_goto_parent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS), SHORT);
  private static final MethodHandle CURSOR_NODE =
      link("ts_tree_cursor_current_node", FunctionDescriptor.of(NODE, ADDRESS), SHORT);
  private static final MethodHandle CURSOR_FIELD =
      link("ts_tree_cursor_current_field_id", FunctionDescriptor.of(JAVA_SHORT, ADDRESS), SHORT);
  private static final MethodHandle NODE_SYMBOL =
      link("ts_node_symbol", FunctionDescriptor.of(JAVA_SHORT, NODE), SHORT);
  private static final MethodHandle NODE_END =
      link("ts_node_end_byte", FunctionDescriptor.of(JAVA_INT, NODE), SHORT);
  private static final MethodHandle NODE_MISSING =
      link("ts_node_is_missing", FunctionDescriptor.of(JAVA_BOOLEAN, NODE), SHORT);
  private static final MethodHandle SYMBOL_COUNT =
      link("ts_language_symbol_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle SYMBOL_NAME =
      link("ts_language_symbol_name", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
  private static final MethodHandle SYMBOL_TYPE =
      link("ts_language_symbol_type", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
  private static final MethodHandle FIELD_COUNT =
      link("ts_language_field_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle FIELD_NAME =
      link("ts_language_field_name_for_id", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));

  private TreeSitter() {}

  private static MethodHandle link(
      String name, FunctionDescriptor description, Linker.Option... options) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), description, options);
  }

  /** A grammar's language, from its own library. */
  static MemorySegment language(Grammar grammar) {
    var library = NativeLibraries.load("tree-sitter-" + grammar.library());
    var function = library.findOrThrow("tree_sitter_" + grammar.library().replace('-', '_'));
    var handle = LINKER.downcallHandle(function, FunctionDescriptor.of(ADDRESS));
    try {
      return (MemorySegment) handle.invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static MemorySegment newParser(MemorySegment language) {
    try {
      var parser = (MemorySegment) PARSER_NEW.invokeExact();
      if (!(boolean) PARSER_SET_LANGUAGE.invokeExact(parser, language)) {
        throw new IllegalStateException("the grammar is of another version than tree-sitter");
      }
      return parser;
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void deleteParser(MemorySegment parser) {
    try {
      PARSER_DELETE.invokeExact(parser);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** A tree, or the null address where it was stopped. */
  static MemorySegment parse(MemorySegment parser, MemorySegment input, MemorySegment options) {
    try {
      return (MemorySegment) PARSER_PARSE.invokeExact(parser, MemorySegment.NULL, input, options);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void deleteTree(MemorySegment tree) {
    try {
      TREE_DELETE.invokeExact(tree);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static MemorySegment newCursor(SegmentAllocator memory, MemorySegment tree) {
    try {
      var root = (MemorySegment) TREE_ROOT.invokeExact(memory, tree);
      return (MemorySegment) CURSOR_NEW.invokeExact(memory, root);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void deleteCursor(MemorySegment cursor) {
    try {
      CURSOR_DELETE.invokeExact(cursor);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static boolean firstChild(MemorySegment cursor) {
    try {
      return (boolean) CURSOR_FIRST.invokeExact(cursor);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static boolean nextSibling(MemorySegment cursor) {
    try {
      return (boolean) CURSOR_NEXT.invokeExact(cursor);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static boolean parent(MemorySegment cursor) {
    try {
      return (boolean) CURSOR_PARENT.invokeExact(cursor);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static MemorySegment node(SegmentAllocator memory, MemorySegment cursor) {
    try {
      return (MemorySegment) CURSOR_NODE.invokeExact(memory, cursor);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int field(MemorySegment cursor) {
    try {
      return Short.toUnsignedInt((short) CURSOR_FIELD.invokeExact(cursor));
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int symbol(MemorySegment node) {
    try {
      return Short.toUnsignedInt((short) NODE_SYMBOL.invokeExact(node));
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int endByte(MemorySegment node) {
    try {
      return (int) NODE_END.invokeExact(node);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static boolean isMissing(MemorySegment node) {
    try {
      return (boolean) NODE_MISSING.invokeExact(node);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int symbolCount(MemorySegment language) {
    try {
      return (int) SYMBOL_COUNT.invokeExact(language);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static String symbolName(MemorySegment language, int symbol) {
    try {
      return text((MemorySegment) SYMBOL_NAME.invokeExact(language, (short) symbol));
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int symbolType(MemorySegment language, int symbol) {
    try {
      return (int) SYMBOL_TYPE.invokeExact(language, (short) symbol);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static int fieldCount(MemorySegment language) {
    try {
      return (int) FIELD_COUNT.invokeExact(language);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static String fieldName(MemorySegment language, int field) {
    try {
      return text((MemorySegment) FIELD_NAME.invokeExact(language, (short) field));
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static String text(MemorySegment address) {
    return address.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** The C functions throw nothing, so what comes out is of the JVM's own. */
  private static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}
