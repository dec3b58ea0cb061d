/**
 * Decides whether a change may touch the workspace.
 *
 * <p>Pure: a phase and resolved changes go in, a {@link Decision} comes out; no files, clock or
 * network. Knows neither grants nor which model wrote the change. Start at {@link Policy}.
 */
@NullMarked
package dev.autopack.policy;

import org.jspecify.annotations.NullMarked;
