package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportReaderPropertyTest {
  private static final int SEEDS = 30;

  /**
   * Real imports, and the same sentence about a ghost wherever a language lets one write freely.
   */
  @ParameterizedTest
  @MethodSource("languages")
  void what_stands_in_comments_and_literals_is_never_an_import(Language language, long seed) {
    var random = new Random(seed);
    var expected = new ArrayList<String>();
    var source = new StringBuilder(opening(language));
    for (int i = 0; i < 20; i++) {
      if (random.nextBoolean()) {
        source.append(imported(language, "real" + i)).append('\n');
        expected.add("real" + i);
      } else {
        var hidings = hidings(language);
        var ghost = imported(language, "ghost" + i).strip();
        source.append(hidings.get(random.nextInt(hidings.size())).replace("GHOST", ghost));
        source.append('\n');
      }
    }

    var found = ImportReader.imports(language, source.toString());

    assertThat(found).noneMatch(name -> name.contains("ghost"));
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).contains(expected.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void no_text_is_too_broken_to_be_read(Language language, long seed) {
    var random = new Random(seed);
    var pieces =
        List.of(
            "import ",
            "from ",
            "use ",
            "mod ",
            "using ",
            "#include ",
            "#if 0\n",
            "package ",
            "(",
            ")",
            "{",
            "}",
            "\"",
            "'",
            "`",
            "\"\"\"",
            "${",
            "/*",
            "*/",
            "//",
            "\n",
            ";",
            ".",
            "::",
            "*",
            "a",
            "B",
            "r#\"",
            "R\"x(",
            "$@\"",
            "\\",
            " ",
            "fun ",
            "class ",
            "namespace ",
            "=",
            ",",
            "<",
            ">",
            "require(",
            "func ",
            "type ",
            "struct ",
            "é",
            "\uD83D",
            "\t",
            "static ",
            "as ",
            "self");
    var source = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      source.append(pieces.get(random.nextInt(pieces.size())));
    }

    assertThatCode(() -> SourceFacts.of(language, source.toString())).doesNotThrowAnyException();
    assertThat(MaskedText.of(language, source.toString())).hasSameSizeAs(source);
  }

  static Stream<Arguments> languages() {
    return Stream.of(Language.values())
        .flatMap(
            language -> IntStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(language, seed)));
  }

  private static String opening(Language language) {
    return switch (language) {
      case GO -> "package p\n";
      case JAVA -> "package p;\n";
      case KOTLIN -> "package p\n";
      case PYTHON, JAVASCRIPT, TYPESCRIPT, RUST, CSHARP, C, CPP -> "";
    };
  }

  private static String imported(Language language, String name) {
    return switch (language) {
      case JAVA -> "import a." + name + ";";
      case KOTLIN, PYTHON -> "import a." + name;
      case JAVASCRIPT, TYPESCRIPT -> "import x from './" + name + "';";
      case GO -> "import \"a/" + name + "\"";
      case RUST -> "use a::" + name + ";";
      case CSHARP -> "using A." + name + ";";
      case C, CPP -> "#include \"" + name + ".h\"";
    };
  }

  private static List<String> hidings(Language language) {
    var escaped = "\\\"";
    var common = List.of("// GHOST", "/* GHOST */", "/*\nGHOST\n*/");
    return switch (language) {
      case JAVA ->
          with(common, "@A(s = \"" + escaped + " GHOST\")", "@A(\"\"\"\n\"\nGHOST\n\"\"\")");
      case KOTLIN ->
          with(
              common,
              "val s = \"" + escaped + " ${\"GHOST\"} GHOST\"",
              "val r = \"\"\"\nGHOST\n\\\"\"\"\"",
              "/* /* */\nGHOST\n*/");
      case PYTHON ->
          List.of(
              "# GHOST",
              "'''\nGHOST\n'''",
              "s = \"\"\"\nGHOST\n\"\nGHOST\n\"\"\"",
              "s = '\\' GHOST'",
              "s = \"a \\\nGHOST\"");
      case JAVASCRIPT, TYPESCRIPT ->
          with(
              common,
              "s = `\nGHOST ${`${1}\nGHOST`} \\` GHOST`;",
              "s = \"" + escaped + " GHOST\";",
              "r = /[/]GHOST\\//;");
      case GO -> with(common, "var s = `\nGHOST\n`", "const r = '\"'");
      case RUST ->
          with(
              common,
              "const S: &str = \"\nGHOST\n\";",
              "const R: &str = r##\"\nGHOST\n\"#\"##;",
              "const C: char = '\"';",
              "/* /* */ GHOST */");
      case CSHARP ->
          with(
              common,
              "[A(\"" + escaped + " GHOST\")]",
              "[A(@\"\\\nGHOST \"\"\nGHOST\n\")]",
              "[A(\"\"\"\n\" GHOST\nGHOST\n\"\"\")]",
              "[A($\"{x[\"k\"]} GHOST\")]",
              "[A('\"')]");
      case C, CPP ->
          with(
              common,
              "#if 0\n#if 1\nGHOST\n#endif\nGHOST\n#endif",
              "const char *s = \"\\\n" + "GHOST" + "\";",
              "char c = '\"';");
    };
  }

  private static List<String> with(List<String> common, String... more) {
    return Stream.concat(common.stream(), Stream.of(more)).toList();
  }
}
