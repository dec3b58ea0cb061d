/**
 * Runs Rust's tests through the test executables that cargo builds, since only an exit code a test
 * is stable there: libtest's own report formats are not. Documentation tests run apart. Start at
 * {@link CargoToolchain}.
 */
@NullMarked
package dev.autopack.gate.tests.cargo;

import org.jspecify.annotations.NullMarked;
