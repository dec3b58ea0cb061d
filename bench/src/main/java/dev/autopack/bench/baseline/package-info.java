/**
 * Holds what the gate's toolchains read of real repositories against what the tools themselves say:
 * {@code bench/run baseline}.
 *
 * <p>Nothing here uses the product's readers on the tools' side: each tool runs a second time under
 * a command of this package, and its words are read by code of this package. Start at {@link
 * Baselines}.
 */
@NullMarked
package dev.autopack.bench.baseline;

import org.jspecify.annotations.NullMarked;
