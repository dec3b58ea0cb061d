package dev.autopack.grammar;

import java.lang.foreign.MemorySegment;

/** A grammar's tables, and the names of its symbols and fields as Java texts. */
final class LoadedGrammar {
  private static final int REGULAR = 0;

  private final MemorySegment language;
  private final String[] symbols;
  private final boolean[] named;
  private final String[] fields;

  LoadedGrammar(MemorySegment language) {
    this.language = language;
    symbols = new String[TreeSitter.symbolCount(language)];
    named = new boolean[symbols.length];
    for (int symbol = 0; symbol < symbols.length; symbol++) {
      symbols[symbol] = TreeSitter.symbolName(language, symbol).intern();
      named[symbol] = TreeSitter.symbolType(language, symbol) == REGULAR;
    }
    fields = new String[TreeSitter.fieldCount(language) + 1];
    fields[0] = "";
    for (int field = 1; field < fields.length; field++) {
      fields[field] = TreeSitter.fieldName(language, field).intern();
    }
  }

  MemorySegment language() {
    return language;
  }

  String symbol(int symbol) {
    return symbols[symbol];
  }

  boolean isNamed(int symbol) {
    return named[symbol];
  }

  String field(int field) {
    return fields[field];
  }
}
