/**
 * Holds the scopes that phases get against what real commits changed: {@code bench/run manifest}.
 * Start at {@link Manifests}.
 */
@NullMarked
package dev.autopack.bench.manifest;

import org.jspecify.annotations.NullMarked;
