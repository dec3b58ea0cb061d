/** What the gate adds to a test command: {@code bench/run overhead}. Start at {@link Overhead}. */
@NullMarked
package dev.autopack.bench.overhead;

import org.jspecify.annotations.NullMarked;
