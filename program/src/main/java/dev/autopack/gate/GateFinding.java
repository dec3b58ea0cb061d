package dev.autopack.gate;

/**
 * One reason of a verdict, written so that a builder can act on it.
 *
 * @param fingerprint the same for the same cause: free of times, addresses and folders
 */
public record GateFinding(String text, String fingerprint) {}
