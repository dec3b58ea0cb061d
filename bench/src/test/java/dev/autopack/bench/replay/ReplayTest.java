package dev.autopack.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "envelope"})
  void made_up_commits_come_out_to_the_byte_in_every_format(String format) throws Exception {
    var said = new ByteArrayOutputStream();

    var exit = replay(said, "--format", format, "--cut", "none");

    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("| %s | none | 3 | 100.0 %% | 0 | 0 |".formatted(format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "--format;fancy;There is no format 'fancy'.",
        "--cut;120;A reply cannot be cut at '120'.",
        "--cap;none;The option '--cap' has the value 'none', which is no number from 1 on.",
        "--colour;red;'--colour' is no option of replay.",
        "--oracle;rude;The option '--oracle' has the value 'rude', which it does not know."
      })
  void a_mistake_on_the_command_line_is_named_with_a_next_step(
      String option, String value, String problem) throws Exception {
    var said = new ByteArrayOutputStream();

    var exit = replay(said, option, value);

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("error: " + problem)
        .contains(" next: ");
  }

  @Test
  void a_table_that_was_stopped_goes_on_with_what_is_missing() throws Exception {
    var rows = folder.resolve("rows.jsonl");
    var asked = List.of("--format", "ndjson", "--cut", "50", "--rows", rows.toString());
    assertThat(replay(new ByteArrayOutputStream(), asked.toArray(String[]::new))).isZero();
    var finished = Files.readAllLines(rows);
    assertThat(finished).hasSize(3).allMatch(line -> line.contains("\"result\":\"exact\""));
    // Stopped in its second line; what the first says is believed.
    Files.writeString(
        rows,
        finished.get(0).replace("\"exact\"", "\"wrong\"")
            + "\n"
            + finished.get(1).substring(0, 40));
    var said = new ByteArrayOutputStream();

    var exit = replay(said, asked.toArray(String[]::new));

    assertThat(exit).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("| ndjson | 50 % | 3 | 66.7 % |");
    assertThat(Files.readAllLines(rows)).hasSize(3).containsAll(finished.subList(1, 3));
  }

  @Test
  void a_file_of_rows_that_holds_something_else_is_refused() throws Exception {
    var rows = Files.writeString(folder.resolve("notes.txt"), "Not mine.\n");
    var said = new ByteArrayOutputStream();

    var exit = replay(said, "--rows", rows.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("line 1 is no finished commit of a replay");
    assertThat(rows).hasContent("Not mine.");
  }

  @Test
  void each_round_of_faults_has_a_trace_of_its_own() throws Exception {
    var trace = folder.resolve("trace");
    var said = new ByteArrayOutputStream();

    replay(
        said,
        "--format",
        "envelope",
        "--cut",
        "none",
        "--faults",
        "1",
        "--sample",
        "6",
        "--trace",
        trace.toString());

    for (var round : List.of("round-1", "round-2")) {
      try (var files = Files.list(trace.resolve("envelope/none").resolve(round))) {
        assertThat(files.filter(file -> file.toString().endsWith("-1-said.txt"))).hasSize(3);
      }
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() throws Exception {
    var said = new ByteArrayOutputStream();
    var missing = folder.resolve("missing.jsonl").toString();

    var exit = run(said, List.of("--commits", missing, "--contents", missing));

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("There is no file", missing);
  }

  private int replay(ByteArrayOutputStream said, String... options) throws Exception {
    var commits = folder.resolve("commits.jsonl");
    var pack = folder.resolve("pack.jsonl.gz");
    MadeUpCommits.write(commits, pack);
    var arguments =
        new ArrayList<>(List.of("--commits", commits.toString(), "--contents", pack.toString()));
    arguments.addAll(List.of(options));
    return run(said, arguments);
  }

  private static int run(ByteArrayOutputStream said, List<String> arguments) throws Exception {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Replay.run(Path.of(""), arguments, out, out);
  }
}
