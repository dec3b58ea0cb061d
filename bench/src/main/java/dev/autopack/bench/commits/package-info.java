/**
 * Real commits that measurements are taken on: facts from a JSON Lines file, contents from a pack
 * or from git repositories. Reads only; knows nothing of what is measured. Start at {@link
 * Commits}.
 */
@NullMarked
package dev.autopack.bench.commits;

import org.jspecify.annotations.NullMarked;
