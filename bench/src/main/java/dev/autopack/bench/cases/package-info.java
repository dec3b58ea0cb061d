/**
 * Runs files of cases through the product's own code: {@code bench/run cases}.
 *
 * <p>Nothing is parsed, matched or judged here that the product parses, matches or judges: a family
 * only hands a case to it and compares. Start at {@link Cases}; a new family is one class and its
 * row in {@link Families}.
 */
@NullMarked
package dev.autopack.bench.cases;

import org.jspecify.annotations.NullMarked;
