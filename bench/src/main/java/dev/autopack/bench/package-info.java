/** Measurements: each figure of {@code docs/figures.md} names the command here that took it. */
@NullMarked
package dev.autopack.bench;

import org.jspecify.annotations.NullMarked;
