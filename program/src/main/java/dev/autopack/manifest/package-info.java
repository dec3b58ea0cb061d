/**
 * What Autopack works out for a phase before anything is built: scope with reasons, what to read,
 * and the estimate.
 *
 * <p>Reads the repository through a {@code Tree}; writes nothing. Start at {@link Manifest}.
 */
@NullMarked
package dev.autopack.manifest;

import org.jspecify.annotations.NullMarked;
