/**
 * Failures that somebody outside the program must act on, by who that is.
 *
 * <p>What a model or a change did wrong is never here: that is a value (Failure, Decision,
 * Verdict).
 */
@NullMarked
package dev.autopack.error;

import org.jspecify.annotations.NullMarked;
