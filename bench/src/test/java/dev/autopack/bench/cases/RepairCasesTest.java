package dev.autopack.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The product's own collection of badly written JSON. */
class RepairCasesTest {
  @Test
  void what_has_one_reading_is_read_and_everything_else_is_refused() throws Exception {
    var file = Path.of(RepairCasesTest.class.getResource("/cases/repair.jsonl").toURI());
    var out = new ByteArrayOutputStream();
    var arguments = new String[] {"--family", "repair", "--file", file.toString()};

    var exit = Cases.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSizeGreaterThan(400)
        .noneMatch(line -> line.startsWith("fail"));
    assertThat(exit).isZero();
  }
}
