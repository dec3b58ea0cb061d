package dev.autopack.gate.tests.go;

/** Where the children of one run keep what they compile, before any of them ran. */
@FunctionalInterface
public interface GoBuildCache {
  /** What go makes of it itself. */
  GoBuildCache AS_IT_IS = () -> {};

  /** Puts into it what need not be compiled again; never fails for what it cannot put there. */
  void begin() throws InterruptedException;
}
