package dev.autopack.run;

import java.util.Map;

/**
 * Something that happened, for people and programs that watch. Nothing is rebuilt from events.
 *
 * @param type what happened, in snake case: {@code phase_complete}
 * @param facts details for programs
 * @param text one line for people
 */
public record RunEvent(String type, Map<String, String> facts, String text) {
  /** Rises when a type's facts change their meaning. */
  public static final int VERSION = 1;

  public RunEvent {
    facts = Map.copyOf(facts);
  }

  public static RunEvent of(String type, String text) {
    return new RunEvent(type, Map.of(), text);
  }
}
