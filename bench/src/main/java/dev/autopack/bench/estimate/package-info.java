/**
 * How well the product's estimator and format choice do on real commits, without asking any model.
 * Start at {@link dev.autopack.bench.estimate.Estimates}.
 */
@NullMarked
package dev.autopack.bench.estimate;

import org.jspecify.annotations.NullMarked;
