package dev.autopack.gate;

import java.util.List;

/**
 * What one part of the quality gate says.
 *
 * @param name as in settings and reports: {@code coverage}
 * @param words one line for people
 * @param findings what speaks against the tree; of a part that passed, what is only told
 */
record QualityPart(String name, State state, String words, List<GateFinding> findings) {
  QualityPart {
    findings = List.copyOf(findings);
  }

  /** How a part can end, the best first. */
  enum State {
    /** Nobody asked for it, or it cannot be had here. */
    OFF,
    PASS,
    /** It was asked for, and could not tell. */
    UNKNOWN,
    FAIL
  }

  static QualityPart off(String name, String why) {
    return new QualityPart(name, State.OFF, why, List.of());
  }

  static QualityPart pass(String name, String words) {
    return new QualityPart(name, State.PASS, words, List.of());
  }

  static QualityPart unknown(String name, String why) {
    return new QualityPart(name, State.UNKNOWN, why, List.of(finding(name, "unknown", why)));
  }

  static QualityPart fail(String name, String words) {
    return new QualityPart(name, State.FAIL, words, List.of(finding(name, "fails", words)));
  }

  private static GateFinding finding(String name, String cause, String words) {
    return GateFinding.of(cause, name, "", "%s: %s".formatted(name, words));
  }

  String text() {
    return state == State.PASS
        ? "%s: %s".formatted(name, words)
        : "%s %s: %s".formatted(name, state.name().toLowerCase(java.util.Locale.ROOT), words);
  }
}
