package dev.autopack.gate.tests.junit;

import dev.autopack.gate.TestResult.Outcome;

/**
 * One {@code testcase} element.
 *
 * @param outcome its worst, where it says several
 * @param type of the failure or of the skip, as the tool names it
 * @param message of the first failure or skip
 * @param body what stands in that element, most often a stack trace; bounded, its start and its end
 */
public record JunitCase(
    String className, String name, Outcome outcome, String type, String message, String body) {}
