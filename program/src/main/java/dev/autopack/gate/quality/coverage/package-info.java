/**
 * Reads coverage reports of many tools into one shape and compares two of them.
 *
 * <p>Each line of a file counts once, however often a report names it. A report that cannot be read
 * is never coverage of nothing. Start at {@link CoverageFormat}, then {@link CoverageResolver} and
 * {@link CoverageDelta}.
 */
@NullMarked
package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.CoverageDelta;
import org.jspecify.annotations.NullMarked;
