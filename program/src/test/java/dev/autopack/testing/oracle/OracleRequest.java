package dev.autopack.testing.oracle;

import dev.autopack.model.ModelRequest.Turn;
import java.util.List;

/** All that a model would see of a call. */
public record OracleRequest(
    Protocol protocol, String model, String system, List<Turn> turns, int maxOutputTokens) {
  public OracleRequest {
    turns = List.copyOf(turns);
  }

  /** The last user turn's text. */
  public String lastTurn() {
    return turns.getLast().text();
  }

  /** Every word of the request, system text first. */
  public String text() {
    var text = new StringBuilder(system);
    turns.forEach(turn -> text.append('\n').append(turn.text()));
    return text.toString();
  }

  /** Which wire protocol the call came by. */
  public enum Protocol {
    ANTHROPIC,
    OPENAI
  }
}
