package dev.autopack.plan;

/**
 * One thing wrong with a document that a person wrote.
 *
 * @param line counted from 1, always inside the file
 * @param where the key path, {@code phases[0].goal}; empty for the document as a whole
 * @param problem a sentence with the offending value in quotes
 * @param suggestion a sentence: what to write instead
 */
public record Mistake(int line, String where, String problem, String suggestion) {
  public Mistake {
    if (line < 1 || problem.isBlank() || suggestion.isBlank()) {
      throw new IllegalArgumentException("a mistake that helps nobody: line " + line);
    }
  }

  /** As a person reads it: {@code plan.yaml:12: phases[0].goal: ...}. */
  public String text(String source) {
    var place = where.isEmpty() ? "" : where + ": ";
    return "%s:%d: %s%s %s".formatted(source, line, place, problem, suggestion);
  }
}
