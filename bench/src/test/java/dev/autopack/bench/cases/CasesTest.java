package dev.autopack.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
  @TempDir private Path folder;

  /** What a command printed and how it ended. */
  private record Ran(int exit, List<String> out, String err) {}

  @Test
  void each_case_is_said_to_pass_or_fail_and_all_are_counted() throws Exception {
    var ran = run("--family", "repair", "--file", file("repair-examples.jsonl"), "--json");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out().stream().map(line -> line.replaceAll("\"millis\":[0-9]+", "M")))
        .startsWith(
            "{\"id\":\"fence\",\"pass\":true,\"outcome\":\"value\","
                + "\"got\":\"{\\\"fruit\\\":\\\"pear\\\"} repaired: a code"
                + " fence around it\",M}",
            "{\"id\":\"cut\",\"pass\":true,\"outcome\":\"truncated\",\"got\":\"an open object\",M}")
        .endsWith(
            "{\"family\":\"repair\",\"cases\":5,\"passed\":3,\"by_class\":{\"fences\":[1,1],"
                + "\"odd\":[0,1],\"truncated\":[1,1],\"valid\":[1,2]},"
                + "\"by_outcome\":{\"crash\":1,\"truncated\":1,\"value\":3}}")
        .hasSize(6);
  }

  @Test
  void one_case_can_be_run_alone() throws Exception {
    var ran = run("--family=repair", "--file=" + file("repair-examples.jsonl"), "--only=fence");

    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                List.of(
                    "pass fence value",
                    "",
                    "fences: 1 of 1",
                    "repair: 1 of 1 cases pass; outcomes {\"value\":1}"),
                ""));
  }

  @Test
  void an_unknown_family_is_answered_with_those_there_are() throws Exception {
    var ran = run("--family", "poems", "--file", "x.jsonl");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("error: There is no family 'poems' of cases.\n next: Name one of these: ")
        .contains("repair");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--file x.jsonl",
        "--family repair",
        "--family repair --file x.jsonl --only",
        "--family repair --file x.jsonl --fast",
        "--family repair --file no-such-file.jsonl"
      })
  void a_command_that_cannot_be_done_ends_with_two(String arguments) throws Exception {
    var ran = run(arguments.split(" ", -1));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).startsWith("error: ").contains("\n next: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"a\"", "[1]", "{\"id\":7}", "{\"class\":\"x\"}"})
  void a_line_that_is_no_case_is_named(String line) throws Exception {
    var file = Files.writeString(folder.resolve("bad.jsonl"), "{\"id\":\"good\"}\n\n" + line);

    var ran = run("--family", "repair", "--file", file.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).startsWith("error: Line 3 of '" + file + "' is no ");
  }

  @Test
  void a_case_that_throws_or_never_ends_fails_and_stops_nothing() throws Exception {
    var given = new Case("x", CaseFile.JSON.createObjectNode());
    try (var scratch = Scratch.open()) {
      var limit = Duration.ofMillis(50);
      Family deep = (_, _) -> deeper();
      Family endless =
          (_, _) -> {
            new java.util.concurrent.CountDownLatch(1).await();
            throw new IllegalStateException("it ended");
          };

      assertThat(new CaseRunner(deep, scratch, Duration.ofSeconds(10)).run(given).result())
          .isEqualTo(Result.of(false, "crash", "java.lang.AssertionError: too deep"));
      assertThat(new CaseRunner(endless, scratch, limit).run(given).result())
          .isEqualTo(Result.of(false, "timeout", ""));
    }
  }

  private static Result deeper() {
    var deep = new AssertionError("too deep");
    deep.setStackTrace(new StackTraceElement[0]);
    throw deep;
  }

  @Test
  void what_a_case_wrote_is_gone_afterwards() throws Exception {
    Path inside;
    try (var scratch = Scratch.open()) {
      inside = scratch.folder();
      Files.writeString(inside.resolve("file"), "x");
      Files.createSymbolicLink(inside.resolve("link"), folder);
    }

    assertThat(inside).doesNotExist();
    assertThat(inside.getParent()).doesNotExist();
    assertThat(folder).exists();
  }

  private static String file(String name) throws URISyntaxException {
    return Path.of(CasesTest.class.getResource("/cases/" + name).toURI()).toString();
  }

  private static Ran run(String... arguments) throws IOException, InterruptedException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var exit =
        Cases.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        exit,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8));
  }
}
