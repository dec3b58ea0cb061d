package dev.autopack.testing.oracle;

/** What the model says: decided by the request alone, the same request gives the same answer. */
@FunctionalInterface
public interface Answerer {
  String answer(OracleRequest request);
}
