package dev.autopack.bench.cases;

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

/** The product's own collection of reports, as tools wrote them and as files break. */
class ReportsCasesTest {
  private record Ran(int exit, List<String> out) {}

  @Test
  void what_can_be_read_is_counted_right_and_nothing_else_is_counted() throws Exception {
    var ran = run(Path.of(ReportsCasesTest.class.getResource("/cases/reports.jsonl").toURI()));

    assertThat(ran.out()).noneMatch(line -> line.startsWith("fail"));
    assertThat(ran.out().stream().filter(line -> line.startsWith("pass"))).hasSizeGreaterThan(300);
    assertThat(ran.exit()).isZero();
  }

  @Test
  void only_the_numbers_an_answer_names_are_compared_and_kinds_are_summed_up(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve("x.jsonl");
    // A suite with the cases a, passed, and b, failed; an LCOV file with one line of two covered.
    Files.writeString(
        file,
        """
        {"id":"a","kind":"junit","bytes_b64":"PHRlc3RzdWl0ZT48dGVzdGNhc2UgbmFtZT0iYSIvPjx0ZXN0Y2FzZSBuYW1lPSJiIj48ZmFpbHVyZS8+PC90ZXN0Y2FzZT48L3Rlc3RzdWl0ZT4=","expected":{"tests":2},"also":null}
        {"id":"b","kind":"lcov","bytes_b64":"U0Y6YS5qcwpEQToxLDMKREE6MiwwCmVuZF9vZl9yZWNvcmQK","expected":{"lines_covered":2},"also":{"lines_covered":1,"lines_total":2}}
        {"id":"c","kind":"lcov","bytes_b64":"U0Y6YS5qcwpEQToxLDMKREE6MiwwCmVuZF9vZl9yZWNvcmQK","expected":{"unreadable":true},"also":null}
        {"id":"d","kind":"junit","bytes_b64":"","expected":{"tests":0},"also":null}
        """);

    var ran = run(file, "--json");

    assertThat(ran.out().stream().map(line -> line.replaceFirst("\"millis\":\\d+,", "")))
        .containsExactly(
            """
            {"id":"a","pass":true,"outcome":"read","got":"{errors=0, failures=1, skipped=0, tests=2, unfinished=0}","kind":"junit"}\
            """,
            """
            {"id":"b","pass":true,"outcome":"read","got":"{branches_covered=0, branches_total=0, lines_covered=1, lines_total=2, statements_covered=0, statements_total=0}","kind":"lcov"}\
            """,
            """
            {"id":"c","pass":false,"outcome":"read","got":"{branches_covered=0, branches_total=0, lines_covered=1, lines_total=2, statements_covered=0, statements_total=0}","kind":"lcov"}\
            """,
            """
            {"id":"d","pass":false,"outcome":"unreadable","got":"the file is empty","kind":"junit"}\
            """,
            """
            {"family":"reports","cases":4,"passed":2,"by_class":{"":[2,4]},"by_outcome":{"read":3,"unreadable":1},"by_kind":{"junit":[1,2],"lcov":[1,2]}}\
            """);
    assertThat(ran.exit()).isEqualTo(1);
  }

  private static Ran run(Path file, String... more) throws Exception {
    var out = new ByteArrayOutputStream();
    var arguments = new ArrayList<>(List.of("--family", "reports", "--file", file.toString()));
    arguments.addAll(List.of(more));
    var exit =
        Cases.run(
            arguments.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);
    return new Ran(exit, out.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
