package dev.autopack.testing;

/** What a process that was killed would have seen last; an error, so that nothing catches it. */
public final class Killed extends Error {
  Killed(String instant) {
    super("killed " + instant);
  }
}
