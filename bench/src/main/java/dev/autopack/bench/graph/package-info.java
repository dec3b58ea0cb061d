/** Import graphs of whole repositories, and how long they take: {@code bench/run graph}. */
@NullMarked
package dev.autopack.bench.graph;

import org.jspecify.annotations.NullMarked;
