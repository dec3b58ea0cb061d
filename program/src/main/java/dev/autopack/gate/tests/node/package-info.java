/**
 * Runs the tests of npm packages with vitest, jest or node's own runner, whichever the package
 * uses, always once to the end and never in watch mode. Start at {@link NodeToolchain}.
 */
@NullMarked
package dev.autopack.gate.tests.node;

import org.jspecify.annotations.NullMarked;
