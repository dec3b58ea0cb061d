package dev.autopack.manifest;

/**
 * What preflight has against a phase.
 *
 * @param problem names the phase, the value and what is wrong with it
 * @param nextStep what a person can do about it
 */
public record Objection(Severity severity, String problem, String nextStep) {
  /** Whether the phase may still be built. */
  public enum Severity {
    WARNING,
    ERROR
  }

  static Objection error(String problem, String nextStep) {
    return new Objection(Severity.ERROR, problem, nextStep);
  }

  static Objection warning(String problem, String nextStep) {
    return new Objection(Severity.WARNING, problem, nextStep);
  }

  @Override
  public String toString() {
    return "%s: %s %s"
        .formatted(severity == Severity.ERROR ? "error" : "warning", problem, nextStep);
  }
}
