/** Timings by JMH: {@code bench/run speed}. */
@NullMarked
package dev.autopack.bench.speed;

import org.jspecify.annotations.NullMarked;
