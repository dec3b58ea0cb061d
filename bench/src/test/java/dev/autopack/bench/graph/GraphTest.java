package dev.autopack.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--json, '--repo' is missing.",
        "--colour, '--colour' is no option.",
        "--json --repo, '--repo' has no value.",
        "--repo . --runs 0, '0' is no number of runs.",
      })
  void a_wrong_command_line_names_what_is_wrong_and_how_it_is_right(String line, String problem)
      throws Exception {
    var said = new ByteArrayOutputStream();
    var complained = new ByteArrayOutputStream();

    assertThat(Graph.run(List.of(line.split(" ")), stream(said), stream(complained))).isEqualTo(2);

    assertThat(complained.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: %s%n next: Use: %s%n".formatted(problem, Graph.USAGE));
    assertThat(said.size()).isZero();
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
