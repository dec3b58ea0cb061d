/**
 * What the calls and questions of all runs come to: each metric's one definition.
 *
 * <p>Pure: what is counted is read through {@link dev.autopack.telemetry.Records}, and nothing here
 * is decided by it. Start at {@link dev.autopack.telemetry.Metric}.
 */
@NullMarked
package dev.autopack.telemetry;

import org.jspecify.annotations.NullMarked;
