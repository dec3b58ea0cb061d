package dev.autopack.plan;

import java.util.List;

/** Writes the plan that {@code run --goal TEXT --deliverable PATH...} stands for. */
public final class OnePhasePlan {
  /** Line separators, byte order marks and what is no character: YAML takes none of them as is. */
  private static final String UNPRINTED = "\u2028\u2029\ufeff\ufffe\uffff";

  private OnePhasePlan() {}

  /**
   * The text of a plan of one phase, {@code main}. It says exactly what was given, so that {@link
   * PlanReader} judges goal and paths as it does in a file.
   *
   * @param deliverables paths as a person typed them
   */
  public static String text(String goal, List<String> deliverables) {
    var out = new StringBuilder();
    out.append("autopack: 1\n");
    out.append("name: ").append(quoted(name(goal))).append('\n');
    out.append("goal: ").append(quoted(goal)).append('\n');
    out.append("phases:\n");
    out.append("  - id: main\n");
    out.append("    goal: ").append(quoted(goal)).append('\n');
    out.append("    deliverables:");
    out.append(deliverables.isEmpty() ? " []\n" : "\n");
    for (var path : deliverables) {
      out.append("      - {path: ").append(quoted(path)).append("}\n");
    }
    return out.toString();
  }

  /** The goal's first words, in one line: what a plan that is made of it is called. */
  public static String name(String goal) {
    var line = goal.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return line;
    }
    int cut = line.length() <= 60 ? line.length() : line.lastIndexOf(' ', 60);
    return line.substring(0, cut > 0 ? cut : line.offsetByCodePoints(0, 30));
  }

  /** A double-quoted scalar: YAML and JSON read it alike. */
  public static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.chars()
        .forEach(unit -> {
          switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (Character.isISOControl(unit) || UNPRINTED.indexOf(unit) >= 0) {
                out.append("\\u%04x".formatted(unit));
              } else {
                out.append((char) unit);
              }
            }
          }
        });
    return out.append('"').toString();
  }
}
