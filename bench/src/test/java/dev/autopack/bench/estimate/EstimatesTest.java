package dev.autopack.bench.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatesTest {
  private static final String COMMIT =
      """
      {"repo":"a/b","sha":"%s","parent":"","subject":"Grow","out_tokens":{"diff":60,"ndjson_full":1200,"full_json":1210,"ndjson_edit":90},
       "files":[{"path":"a.py","status":"M","before_tokens":1000,"before_lines":100,"after_tokens":1010,"after_lines":101,"added_lines":1,"deleted_lines":0,"hunks":1,"full_line_tokens":1150,"edit_line_tokens":80}]}
      """
              .formatted("a".repeat(40))
              .replace("\n", "")
          + "\n";

  @TempDir private Path folder;

  @Test
  void facts_alone_tell_what_estimates_come_to() throws IOException {
    var file = Files.writeString(folder.resolve("commits.jsonl"), COMMIT);
    var said = new ByteArrayOutputStream();

    run(said, "--commits", file.toString());

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("| whole files, `ndjson_full`: median error | 1 | ")
        .contains("| chosen format, json profile: first call cut | 1 | 0.0 % |")
        .doesNotContain("raw profile");
  }

  @Test
  void programs_get_the_same_as_json() throws IOException {
    var file = Files.writeString(folder.resolve("commits.jsonl"), COMMIT);
    var said = new ByteArrayOutputStream();

    run(said, "--json", "--commits", file.toString());

    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("{")
        .contains("\"measure\" : \"edits, `diff`, before a declaration: median error\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--colour, '--colour' is no option of estimate.",
        "--json, No commits are named.",
        "--commits, The option '--commits' lacks its value.",
      })
  void a_mistake_on_the_command_line_is_named_with_a_next_step(String option, String problem) {
    var said = new ByteArrayOutputStream();

    assertThat(run(said, option)).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("error: " + problem)
        .contains(" next: Use: bench/run estimate");
  }

  /** A sample; the whole, and commits of other repositories, by the command. */
  @Test
  @EnabledIfEnvironmentVariable(named = "AUTOPACK_CORPUS", matches = ".+")
  void on_real_commits_estimates_are_as_near_as_they_are_to_be() {
    var corpus = Path.of(System.getenv("AUTOPACK_CORPUS"));
    var measured =
        new Estimates(
                EstimateOptions.of(
                    List.of("--commits", corpus.resolve("commits-dev.jsonl").toString())))
            .measures();

    assertThat(measured)
        .filteredOn(it -> !it.what().startsWith("chosen format"))
        .allMatch(Measure::holds);
  }

  private static int run(ByteArrayOutputStream said, String... arguments) {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Estimates.run(List.of(arguments), out, out);
  }
}
