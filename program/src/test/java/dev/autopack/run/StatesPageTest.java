package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of states is made of the two tables; {@code -Dgolden=apply} writes it anew. */
class StatesPageTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/reference/states.md").normalize();

  @Test
  void the_page_says_what_the_tables_say() throws IOException {
    var page = page();
    if ("apply".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    var lines =
        new ArrayList<>(List.of("# States", "", "Made of the tables in `run`; do not edit.", ""));
    lines.addAll(List.of("## A phase", "", "| from | event | to | meaning |", "|---|---|---|---|"));
    PhaseLife.TABLE.forEach(
        move -> lines.add(row(move.from(), move.event(), move.to(), move.meaning())));
    lines.addAll(
        List.of("", "## A run", "", "| from | event | to | meaning |", "|---|---|---|---|"));
    RunLife.TABLE.forEach(
        move -> lines.add(row(move.from(), move.event(), move.to(), move.meaning())));
    return String.join("\n", lines) + "\n";
  }

  private static String row(Enum<?> from, Enum<?> event, Enum<?> to, String meaning) {
    return "| %s | %s | %s | %s |".formatted(from, event, to, meaning);
  }
}
