/**
 * Runs Go's tests and reads what {@code go test -json} prints: events of many packages at a time.
 *
 * <p>What a test printed says nothing of it; only events do. Start at {@link GoToolchain}.
 */
@NullMarked
package dev.autopack.gate.tests.go;

import org.jspecify.annotations.NullMarked;
