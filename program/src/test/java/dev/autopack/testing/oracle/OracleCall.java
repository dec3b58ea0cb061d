package dev.autopack.testing.oracle;

import java.util.List;
import java.util.Map;

/**
 * One call as the server saw it.
 *
 * @param headers by lower-case name
 * @param body the request's own bytes
 * @param sent the text that went out, which may be less than the answer
 */
public record OracleCall(
    OracleRequest request,
    Map<String, List<String>> headers,
    String body,
    String sent,
    Ending ending) {

  /** How the call ended, seen from the server. */
  public enum Ending {
    /** Still being answered. */
    OPEN,
    COMPLETE,
    /** The answer was longer than the request's output limit. */
    CUT,
    /** A scripted fault ended it. */
    FAULT,
    /** The client closed the connection before the end. */
    LEFT
  }
}
