/**
 * What source files say of one another: imports and test pairing, by language.
 *
 * <p>Reads text, never runs or compiles it; tolerant of files that do not parse. Start at {@link
 * ImportGraph}.
 */
@NullMarked
package dev.autopack.code;

import org.jspecify.annotations.NullMarked;
