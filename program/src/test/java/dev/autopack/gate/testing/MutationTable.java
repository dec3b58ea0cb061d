package dev.autopack.gate.testing;

import dev.autopack.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each mutation came to, and how many of each exercise: {@code target/mutations.md}. */
public final class MutationTable {
  private static final Path PLACE = Path.of("target/mutations.md");

  private final List<Row> rows = new ArrayList<>();

  private record Row(Mutation mutation, Verdict verdict, boolean toolAccepts, Duration took) {
    String ending() {
      var byTool = toolAccepts ? "its tool accepts it too" : "its tool refuses it";
      return switch (verdict) {
        case Verdict.Pass _ -> "COMPLETE: the tests cannot tell, " + byTool;
        case Verdict.Fail _ -> "blocked, " + byTool;
        case Verdict.Unknown _ -> "blocked for silence, " + byTool;
      };
    }
  }

  /** Adds one and writes all, so that a run that is ended leaves what it came to. */
  public void add(Mutation mutation, Verdict verdict, boolean toolAccepts, Duration took)
      throws IOException {
    rows.add(new Row(mutation, verdict, toolAccepts, took));
    Files.createDirectories(PLACE.resolveSibling("."));
    Files.writeString(PLACE, text());
  }

  private String text() {
    var text =
        new StringBuilder(
            "| exercise | mutations | blocked | tests cannot tell | seconds |\n|---|---|---|---|---|\n");
    var byExercise =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.mutation().exercise(), LinkedHashMap::new, Collectors.toList()));
    byExercise.forEach((exercise, some) -> text.append(line(exercise, some)));
    text.append(line("all", rows)).append('\n');
    rows.forEach(row ->
        text.append(
            "- %s: %s (%s)\n"
                .formatted(
                    String.valueOf(row.mutation()).replaceAll("\\s+", " "),
                    row.ending(),
                    row.verdict().summary().replaceAll("\\s+", " "))));
    return text.toString();
  }

  private static String line(String name, List<Row> some) {
    var passed = some.stream().filter(row -> row.verdict() instanceof Verdict.Pass).count();
    var millis = some.stream().mapToLong(row -> row.took().toMillis()).sum();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.1f |\n",
        name,
        some.size(),
        some.size() - passed,
        passed,
        millis / 1000.0);
  }
}
