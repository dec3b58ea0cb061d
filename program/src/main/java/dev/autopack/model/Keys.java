package dev.autopack.model;

import java.util.Optional;

/** Finds the keys of models. */
@FunctionalInterface
public interface Keys {
  /**
   * The model's key; empty where it has none to be given.
   *
   * @throws dev.autopack.error.EnvironmentException when the key is not where it should be
   * @throws dev.autopack.error.OperatorException when it is kept in a place that is not allowed
   */
  Optional<Secret> find(KnownModel model);
}
