package dev.autopack.bench.cases;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What came of a case.
 *
 * @param outcome a word of the family's, {@code crash} or {@code timeout}
 * @param got what the product made of it, for people
 * @param more what else the family says of it in its line of {@code --json}
 */
record Result(boolean pass, String outcome, String got, Map<String, JsonNode> more) {
  private static final int MAX_GOT_CHARS = 2_000;

  Result {
    got = got.length() <= MAX_GOT_CHARS ? got : got.substring(0, MAX_GOT_CHARS) + " ...";
    more = Map.copyOf(more);
  }

  static Result of(boolean pass, String outcome, String got) {
    return new Result(pass, outcome, got, Map.of());
  }

  static Result crash(Throwable thrown) {
    var where = thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
    return of(false, "crash", thrown + where);
  }
}
