package dev.autopack.gate;

/**
 * A test that a person set aside: its failures do not block, but are shown. That it is there still
 * counts.
 *
 * @param by the person
 * @param reason in the person's words
 */
public record Quarantine(String toolchain, TestId test, String by, String reason) {}
