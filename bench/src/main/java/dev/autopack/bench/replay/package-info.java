/**
 * Replays real commits through the product's own output path: each commit is a phase, an oracle
 * behind a socket is the model, and the tree that comes out is compared with the commit's to the
 * byte.
 *
 * <p>The oracle sees requests alone and writes with a hand of its own: nothing of the product's
 * readers, writers or state is known to it. Start at {@link Replay}.
 */
@NullMarked
package dev.autopack.bench.replay;

import org.jspecify.annotations.NullMarked;
