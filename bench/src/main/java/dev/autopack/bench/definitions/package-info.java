/** How long it takes to read what files define: {@code bench/run definitions}. */
@NullMarked
package dev.autopack.bench.definitions;

import org.jspecify.annotations.NullMarked;
