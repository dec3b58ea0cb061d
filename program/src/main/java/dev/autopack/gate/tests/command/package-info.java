/** A command that a plan declares: only its exit code speaks. */
@NullMarked
package dev.autopack.gate.tests.command;

import org.jspecify.annotations.NullMarked;
