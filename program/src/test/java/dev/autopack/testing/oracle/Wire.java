package dev.autopack.testing.oracle;

import dev.autopack.budget.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One provider's wire protocol, as text. An empty usage means: report none. */
interface Wire {
  OracleRequest read(JsonNode body);

  String opening(OracleRequest request, Optional<Usage> usage);

  String thought(String text);

  String piece(String text);

  String keepAlive();

  String errorEvent(String type, String message);

  /** The events that end a stream in good order. */
  String closing(Optional<String> stopWord, Optional<Usage> usage);

  String stopWord(boolean cut);

  /** The body of an answer with this status. */
  String errorBody(int status, String message);
}
