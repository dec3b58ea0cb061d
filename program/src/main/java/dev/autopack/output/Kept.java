package dev.autopack.output;

/** What is kept of a reply: its whole units, and what a cut left of the one that was open. */
public sealed interface Kept permits Unit, Partial {}
