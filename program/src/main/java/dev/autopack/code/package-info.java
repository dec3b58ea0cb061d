/**
 * What source files say of themselves and of one another: definitions, tests, imports and test
 * pairing, by language.
 *
 * <p>Reads text, never runs or compiles it; tolerant of files that do not parse. Start at {@link
 * ImportGraph} for a tree, at {@link Outlines} for one file.
 */
@NullMarked
package dev.autopack.code;

import org.jspecify.annotations.NullMarked;
