package dev.autopack.model.replay;

import dev.autopack.budget.Usage;
import dev.autopack.model.ModelRequest;
import dev.autopack.model.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of a replay file.
 *
 * @param when texts that must all stand in what the user says
 * @param unless texts of which none may
 * @param usage empty where the line has none: then the call reports none
 */
record RecordedAnswer(
    List<String> when, List<String> unless, String text, Stop stop, Optional<Usage> usage) {
  RecordedAnswer {
    when = List.copyOf(when);
    unless = List.copyOf(unless);
  }

  /** Why the answer ends, and the word for it. */
  record Stop(StopReason reason, String word) {}

  boolean answers(ModelRequest request) {
    var said = said(request);
    return when.stream().allMatch(said::contains) && unless.stream().noneMatch(said::contains);
  }

  /** All that the user says in a request, turn by turn. */
  static String said(ModelRequest request) {
    return request.turns().stream()
        .filter(turn -> turn.speaker() == ModelRequest.Turn.Speaker.USER)
        .map(ModelRequest.Turn::text)
        .collect(Collectors.joining("\n"));
  }
}
