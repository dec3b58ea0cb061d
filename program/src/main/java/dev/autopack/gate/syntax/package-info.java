/**
 * Whether data files are well formed. Reads them the way their tools do: what the tools put up with
 * is no finding.
 */
@NullMarked
package dev.autopack.gate.syntax;

import org.jspecify.annotations.NullMarked;
