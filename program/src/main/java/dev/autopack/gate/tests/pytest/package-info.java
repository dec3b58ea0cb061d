/** Runs pytest and reads its JUnit XML; unittest classes run through it too. */
@NullMarked
package dev.autopack.gate.tests.pytest;

import org.jspecify.annotations.NullMarked;
