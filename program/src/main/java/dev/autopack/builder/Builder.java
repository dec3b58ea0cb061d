package dev.autopack.builder;

import dev.autopack.budget.ModelProfile;
import dev.autopack.model.Model;
import dev.autopack.model.ModelRequest;

/** Writes the prompt of one call, makes the call, and hands each unit on as it closes. */
public interface Builder {
  /** The whole prompt; pure, the same conversation gives the same text. */
  ModelRequest request(ModelProfile profile, Conversation conversation);

  /**
   * Makes the call. The sink is told of every unit before the next text is read.
   *
   * @throws InterruptedException when the caller is interrupted
   */
  CallReport call(Model model, ModelRequest request, Conversation conversation, UnitSink sink)
      throws InterruptedException;
}
