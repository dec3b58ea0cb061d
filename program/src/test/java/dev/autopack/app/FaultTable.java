package dev.autopack.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How scenarios ended, by language, with what each took: {@code target/faults.md}. */
final class FaultTable {
  private static final Path PLACE = Path.of("target/faults.md");

  private final List<Row> rows = new ArrayList<>();

  private record Row(FaultFile fault, boolean isAsItMust, Duration took) {}

  /** Adds one and writes all, so that a run that is ended leaves what it came to. */
  void add(FaultFile fault, boolean isAsItMust, Duration took) {
    rows.add(new Row(fault, isAsItMust, took));
    try {
      Files.createDirectories(PLACE.resolveSibling("."));
      Files.writeString(PLACE, text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    var text =
        new StringBuilder(
            "| language | scenarios | end as they must | otherwise | seconds |\n|---|---|---|---|---|\n");
    var byLanguage =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.fault().language(), TreeMap::new, Collectors.toList()));
    byLanguage.forEach((language, some) -> text.append(line(language, some)));
    text.append(line("all", rows)).append('\n');
    rows.forEach(row ->
        text.append(
            "- %s: %s, %s s\n"
                .formatted(
                    row.fault(),
                    row.isAsItMust() ? row.fault().get("expect") : "OTHERWISE",
                    seconds(List.of(row)))));
    return text.toString();
  }

  private static String line(String language, List<Row> some) {
    var good = some.stream().filter(Row::isAsItMust).count();
    return "| %s | %d | %d | %d | %s |\n"
        .formatted(language, some.size(), good, some.size() - good, seconds(some));
  }

  private static String seconds(List<Row> some) {
    var millis = some.stream().mapToLong(row -> row.took().toMillis()).sum();
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }
}
