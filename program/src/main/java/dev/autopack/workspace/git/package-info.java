/**
 * The workspace on the git command line.
 *
 * <p>Objects are written here, from bytes, so that a commit holds what apply made and nothing a
 * tool left behind; git reads them, moves refs and lays trees out. git runs without the user's and
 * the repository's hooks, filters, signing and helpers, and the settings of the repository are not
 * read when a folder is laid out. Start at {@link GitRepository} and {@link GitWorkspace}.
 */
@NullMarked
package dev.autopack.workspace.git;

import org.jspecify.annotations.NullMarked;
