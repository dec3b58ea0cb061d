/** Evidence as JSON: the same facts give the same bytes. */
@NullMarked
package dev.autopack.gate.evidence;

import org.jspecify.annotations.NullMarked;
