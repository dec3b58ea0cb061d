/**
 * Parses source texts by tree-sitter grammars into plain trees.
 *
 * <p>Knows syntax alone: what a node defines is told in {@code code}. The only native code besides
 * SQLite; it is loaded when the first text is parsed, never before. Start at {@link
 * dev.autopack.grammar.Grammar}.
 */
@NullMarked
package dev.autopack.grammar;

import org.jspecify.annotations.NullMarked;
