/**
 * How a builder's units are written down, and how they are read as they close.
 *
 * <p>Pure: text in, units out. Start at {@link UnitReader}.
 */
@NullMarked
package dev.autopack.output;

import org.jspecify.annotations.NullMarked;
