/**
 * Decides from executed evidence whether a phase is done.
 *
 * <p>Gates give three-valued verdicts, the {@link Finalizer} folds them into a {@link Ruling}, and
 * nobody else can say complete. Never reads what a model said of its work.
 */
@NullMarked
package dev.autopack.gate;

import org.jspecify.annotations.NullMarked;
