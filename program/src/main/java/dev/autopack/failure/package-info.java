/**
 * What went wrong in an attempt, as values the next attempt can read.
 *
 * <p>Knows no finding and no verdict: {@code run} translates. Start at {@link Failure}.
 */
@NullMarked
package dev.autopack.failure;

import org.jspecify.annotations.NullMarked;
