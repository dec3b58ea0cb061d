/** Maven: one run of Surefire over the whole build, read from its XML reports. */
@NullMarked
package dev.autopack.gate.tests.maven;

import org.jspecify.annotations.NullMarked;
