/** Runs Gradle and reads the JUnit XML of its test tasks. Start at {@link GradleToolchain}. */
@NullMarked
package dev.autopack.gate.tests.gradle;

import org.jspecify.annotations.NullMarked;
