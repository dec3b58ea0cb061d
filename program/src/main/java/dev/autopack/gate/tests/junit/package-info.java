/**
 * Reads the JUnit XML that test tools of many languages write.
 *
 * <p>Structure is read strictly: a file that is cut or not well formed says so, it is never zero
 * tests. No entity is expanded and no text of a report decides anything but what it says of its own
 * test. Start at {@link JunitXml}.
 */
@NullMarked
package dev.autopack.gate.tests.junit;

import org.jspecify.annotations.NullMarked;
