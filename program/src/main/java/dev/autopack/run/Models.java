package dev.autopack.run;

import dev.autopack.budget.ModelProfile;
import dev.autopack.model.Model;

/** The models that are known, by the names that plans and settings use. */
public interface Models {
  /**
   * What is known of a model.
   *
   * @throws dev.autopack.error.OperatorException when nobody knows the name, or it has no price
   */
  ModelProfile profile(String name);

  /**
   * A model ready to be called.
   *
   * @throws dev.autopack.error.OperatorException when its key is missing
   */
  Model open(ModelProfile profile);
}
