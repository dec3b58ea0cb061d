/**
 * Decides whether a change may touch the workspace.
 *
 * <p>Pure: a phase and resolved changes go in, a {@link Decision} comes out; no files, clock or
 * network. Knows no answer a person gave and not which model wrote the change. Start at {@link
 * Policy}; each {@link Rule} is one small class with examples of its own.
 */
@NullMarked
package dev.autopack.policy;

import org.jspecify.annotations.NullMarked;
