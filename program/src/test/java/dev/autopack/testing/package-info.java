/**
 * What tests share: doubles of the ports, proofs that need a tool, and processes that die on
 * purpose.
 *
 * <p>Every double of a store port passes the same contract test as the real ones.
 */
@NullMarked
package dev.autopack.testing;

import org.jspecify.annotations.NullMarked;
