package dev.autopack.bench.cases;

import dev.autopack.error.OperatorException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The families that can be run, by name. */
final class Families {
  private static final Map<String, Function<CaseOptions, Family>> BUILT =
      Map.of(
          "repair", _ -> new RepairFamily(),
          "symbols", _ -> new SymbolsFamily(),
          "reports", _ -> new ReportsFamily(),
          "edits", options -> EditsFamily.from(options.from()));

  private Families() {}

  /** The family of that name. */
  static Family find(String name, CaseOptions options) {
    var family = BUILT.get(name);
    if (family == null) {
      throw new OperatorException(
          "There is no family '%s' of cases.".formatted(name),
          "Name one of these: %s.".formatted(String.join(", ", new TreeSet<>(BUILT.keySet()))));
    }
    return family.apply(options);
  }
}
