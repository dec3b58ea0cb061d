/**
 * A phase's conversation with a model: prompts, context, one call, and what came of it.
 *
 * <p>Never writes a file; units go to a {@link UnitSink}. Start at {@link Builder}.
 */
@NullMarked
package dev.autopack.builder;

import org.jspecify.annotations.NullMarked;
