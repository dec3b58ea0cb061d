package dev.autopack.gate;

/** A gate that a person's settings excuse from speaking; it never excuses what it says. */
public record Waiver(GateName gate, String grantedBy) {}
