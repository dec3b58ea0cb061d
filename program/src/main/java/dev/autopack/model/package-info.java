/**
 * The provider port: one streamed call, its ending and its usage.
 *
 * <p>Knows no phase and no format. Start at {@link Model}.
 */
@NullMarked
package dev.autopack.model;

import org.jspecify.annotations.NullMarked;
