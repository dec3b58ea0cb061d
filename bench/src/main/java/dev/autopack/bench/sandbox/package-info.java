/** What it costs to run a child in the sandbox. Start at {@link SandboxCost}. */
@NullMarked
package dev.autopack.bench.sandbox;

import org.jspecify.annotations.NullMarked;
