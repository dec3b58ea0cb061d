/**
 * The git command line behind the workspace port, hardened: nothing of a repository's own
 * configuration, hooks or attributes starts a program, and a worktree's {@code .git} file is never
 * believed.
 */
@NullMarked
package dev.autopack.workspace.git;

import org.jspecify.annotations.NullMarked;
