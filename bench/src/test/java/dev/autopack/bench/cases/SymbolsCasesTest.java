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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's own collection of source files and what they define. */
class SymbolsCasesTest {
  private record Ran(int exit, String out) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c",
        "cpp",
        "csharp",
        "go",
        "java",
        "javascript",
        "kotlin",
        "python",
        "rust",
        "typescript"
      })
  void every_definition_is_found_and_nothing_that_is_none(String language) throws Exception {
    var name = "/cases/symbols-%s.jsonl".formatted(language);
    var file = Path.of(SymbolsCasesTest.class.getResource(name).toURI());

    var ran = run(file);

    assertThat(ran.out().lines()).noneMatch(line -> line.startsWith("fail"));
    assertThat(ran.out().lines().filter(line -> line.startsWith("pass"))).hasSizeGreaterThan(29);
    assertThat(ran.exit()).isZero();
  }

  @Test
  void what_is_missing_or_false_is_named_and_counted_by_language(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve("x.jsonl");
    Files.writeString(
        file,
        """
        {"id":"a","language":"go","path":"a.go","source":"package p\\nfunc F() {}\\n","definitions":[{"name":"F","kind":"function"},{"name":"G","kind":"function"},{"name":"p","kind":"constant","tier":"extra"}],"absent":["F"]}
        {"id":"b","language":"cpp","path":"b.h","source":"class A { int f(); };","definitions":[{"name":"A::f","kind":"prototype"}]}
        """);

    var ran = run(file, "--json");

    var lines = ran.out().lines().map(SymbolsCasesTest::withoutTime).toList();
    assertThat(lines)
        .containsExactly(
            """
            {"id":"a","pass":false,"outcome":"missing","got":"missing [G], false [F]","core":[1,2],"extra":[1,1],"false":["F"],"kinds":[1,2],"language":"go","missing":["G"]}\
            """,
            """
            {"id":"b","pass":true,"outcome":"found","got":"missing [], false []","core":[1,1],"extra":[0,0],"false":[],"kinds":[1,1],"language":"cpp","missing":[]}\
            """,
            """
            {"family":"symbols","cases":2,"passed":1,"by_class":{"":[1,2]},"by_outcome":{"found":1,"missing":1},"core":[2,3],"extra":[1,1],"kinds":[2,3],"missing":["G"],"false":["F"],"by_language":{"cpp":{"cases":1,"passed":1,"core":[1,1],"extra":[0,0],"kinds":[1,1],"missing":[],"false":[]},"go":{"cases":1,"passed":0,"core":[1,2],"extra":[1,1],"kinds":[1,2],"missing":["G"],"false":["F"]}}}\
            """);
    assertThat(ran.exit()).isEqualTo(1);
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("\"millis\":\\d+,", "");
  }

  private static Ran run(Path file, String... more) throws Exception {
    var out = new ByteArrayOutputStream();
    var arguments =
        new ArrayList<String>(List.of("--family", "symbols", "--file", file.toString()));
    arguments.addAll(List.of(more));
    var exit =
        Cases.run(
            arguments.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);
    return new Ran(exit, out.toString(StandardCharsets.UTF_8));
  }
}
