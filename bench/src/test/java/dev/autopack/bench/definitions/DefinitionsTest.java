package dev.autopack.bench.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
  private static final String CORPUS = "AUTOPACK_CORPUS";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'', No commits are named.",
        "--commits c.jsonl, No contents of the commits are named.",
        "--colour, '--colour' is no option of definitions.",
        "--commits c.jsonl --contents, The option '--contents' lacks its value.",
        "--commits c.jsonl --contents p --files none, 'none' is no number of files.",
        "--commits c.jsonl --contents p --files 0, '0' is no number of files.",
      })
  void a_wrong_command_line_names_what_is_wrong_and_how_it_is_right(String line, String problem)
      throws IOException {
    assertThat(run(line.replace("''", "").split(" "))).isEqualTo(2);

    assertThat(complained.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: %s%n next: Use: %s%n".formatted(problem, DefinitionsOptions.USAGE));
    assertThat(said.size()).isZero();
  }

  @Test
  void commits_that_are_not_there_are_named() throws IOException {
    assertThat(run("--commits", "no/commits.jsonl", "--contents", "no/pack")).isIn(2, 4);

    assertThat(complained.toString(StandardCharsets.UTF_8)).contains("no/commits.jsonl", " next: ");
  }

  @Test
  @EnabledIfEnvironmentVariable(named = CORPUS, matches = ".+")
  void what_changed_files_define_is_counted_by_language() throws IOException {
    var corpus = Path.of(System.getenv(CORPUS));

    int exit =
        run(
            "--commits",
            corpus.resolve("commits-dev.jsonl").toString(),
            "--contents",
            corpus.resolve("commits-dev-contents.jsonl.gz").toString(),
            "--files",
            "20");

    assertThat(exit).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("| all | 20 |", "\ncold: ", "\ncached: ")
        .containsPattern("\\| [A-Z]+ \\| \\d+ \\| \\d+ \\| [1-9]");
  }

  private int run(String... arguments) throws IOException {
    var words = List.of(arguments).stream().filter(word -> !word.isEmpty()).toList();
    return Definitions.run(words, stream(said), stream(complained));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
