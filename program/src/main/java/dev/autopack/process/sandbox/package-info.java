/**
 * Keeps what a model wrote apart from the machine while it runs, with bubblewrap. Start at {@link
 * Bubblewrap}.
 */
@NullMarked
package dev.autopack.process.sandbox;

import org.jspecify.annotations.NullMarked;
