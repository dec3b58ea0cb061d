package dev.autopack.model;

import java.util.List;
import java.util.Optional;

/**
 * One call.
 *
 * @param modelId what the provider calls the model
 * @param turns alternate, starting and ending with the user's
 * @param schema what the reply must look like, where that is JSON; the prompt says it too, since
 *     not every provider holds a model to it
 */
public record ModelRequest(
    String modelId,
    String system,
    List<Turn> turns,
    int maxOutputTokens,
    Optional<AnswerSchema> schema) {
  public ModelRequest {
    turns = List.copyOf(turns);
    if (turns.isEmpty() || turns.getLast().speaker() != Turn.Speaker.USER) {
      throw new IllegalArgumentException("a request must end with the user's turn");
    }
  }

  /** A call whose reply is no JSON. */
  public ModelRequest(String modelId, String system, List<Turn> turns, int maxOutputTokens) {
    this(modelId, system, turns, maxOutputTokens, Optional.empty());
  }

  /** One side's words. */
  public record Turn(Speaker speaker, String text) {
    public enum Speaker {
      USER,
      ASSISTANT
    }

    public static Turn user(String text) {
      return new Turn(Speaker.USER, text);
    }

    public static Turn assistant(String text) {
      return new Turn(Speaker.ASSISTANT, text);
    }
  }
}
