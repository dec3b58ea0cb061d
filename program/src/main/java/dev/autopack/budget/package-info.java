/**
 * What output costs: formats, estimates, allowances, prices and the usage a provider reports.
 *
 * <p>Pure arithmetic; whoever spends asks here first. Start at {@link Budget}.
 */
@NullMarked
package dev.autopack.budget;

import org.jspecify.annotations.NullMarked;
