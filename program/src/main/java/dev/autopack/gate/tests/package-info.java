/**
 * What the adapters of all test tools share: collecting results, and reading what a run left.
 *
 * <p>Decides nothing; a child package a tool.
 */
@NullMarked
package dev.autopack.gate.tests;

import org.jspecify.annotations.NullMarked;
