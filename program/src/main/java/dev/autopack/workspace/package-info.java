/**
 * The run's own copy of the repository: trees, checkpoints, transactional apply and refs.
 *
 * <p>The only package that writes a tree; never the user's checkout. Start at {@link Workspace}.
 */
@NullMarked
package dev.autopack.workspace;

import org.jspecify.annotations.NullMarked;
