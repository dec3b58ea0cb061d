/**
 * How long a large set of test reports takes to be read and compared: {@code bench/run reports}.
 */
@NullMarked
package dev.autopack.bench.reports;

import org.jspecify.annotations.NullMarked;
