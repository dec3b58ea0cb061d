/**
 * A model that answers from a file of recorded answers, and one that writes such a file.
 *
 * <p>No network and no randomness: the same request gets the same answer, in this process or the
 * next. Used by the demo and by tests. Start at {@link ReplayModel}.
 */
@NullMarked
package dev.autopack.model.replay;

import org.jspecify.annotations.NullMarked;
