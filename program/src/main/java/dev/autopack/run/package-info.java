/**
 * The life of a run and of each phase: what happens, in which order, and what is written down.
 *
 * <p>Owns the ports it needs ({@link Journal}, {@link RunStore}, {@link Artefacts}). A phase's
 * inputs are the store and git refs, never the memory of the process that ran it before. Start at
 * {@link PhasePipeline}.
 */
@NullMarked
package dev.autopack.run;

import org.jspecify.annotations.NullMarked;
