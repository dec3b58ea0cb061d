package dev.autopack.run;

import java.util.List;

/** What a run's check found, for people; nothing of it was spent. */
public record RunCheck(List<Line> lines) {
  public RunCheck {
    lines = List.copyOf(lines);
  }

  /** One thing that was looked at. */
  public record Line(String name, Mark mark, String text) {}

  /** What was found. */
  public enum Mark {
    OK,
    NOTE,
    /** The run cannot start like this. */
    FAIL
  }
}
