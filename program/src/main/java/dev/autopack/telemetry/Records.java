package dev.autopack.telemetry;

import java.util.List;

/** What is on record of all runs, as telemetry asks for it. */
public interface Records {
  /** Builder calls, settled or not, in the order they were reserved. */
  List<CallFacts> calls(Selection which);

  /** What audits took, settled ones alone. */
  Audits audits(Selection which);

  /** Questions that were asked of people, in the order asked. */
  List<Question> questions(Selection which);
}
