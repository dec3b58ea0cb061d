/** Reports, trees and folders for the tests of gates. */
@NullMarked
package dev.autopack.gate.testing;

import org.jspecify.annotations.NullMarked;
