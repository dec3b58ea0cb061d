package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceReaderTest {
  @Test
  void a_definition_says_what_it_is_where_who_sees_it_and_how_it_is_declared() {
    assertThat(outline("a.go", "package p\n\nfunc (s *Set[K]) Add(k K) error {\n}\n").definitions())
        .contains(
            new Definition(
                "Add",
                Definition.Kind.METHOD,
                "Set",
                3,
                Definition.Body.HOLLOW,
                Definition.Visibility.PUBLIC,
                "func (s *Set[K]) Add(k K) error"));
  }

  @Test
  void names_in_comments_and_texts_define_nothing() {
    var files =
        List.of(
            "a.java:/* class No {} */ class A { String s = \"class No {}\"; }",
            "a.kt:// class No\nval a = \"\"\"class No\"\"\"",
            "a.py:x = \"\"\"\nclass No: pass\n\"\"\"\n# def No(): pass\n",
            "a.ts:// class No {}\nconst a = `class No {}`;",
            "a.js:/* function No() {} */ const a = 'function No() {}', b = /function No()/;",
            "a.go:package p\n// func No() {}\nvar a = `\nfunc No() {}\n`",
            "a.rs:// fn No() {}\nconst A: &str = r#\"fn No() {}\"#;",
            "a.cs:// class No {}\nclass A { string s = @\"class No {}\"; }",
            "a.c:/* int No; */ char *s = \"int No(void) {}\";\n#if 0\nint No;\n#endif\n",
            "a.cpp:// class No {};\nauto s = R\"(class No {};)\";");
    for (var file : files) {
      var parts = file.split(":", 2);
      assertThat(outline(parts[0], parts[1]).definitions())
          .as(file)
          .isNotEmpty()
          .extracting(Definition::name)
          .doesNotContain("No");
    }
  }

  @Test
  void syntax_findings_say_where_and_what_and_are_bounded() {
    var broken = outline("a.go", "package p\n\nfunc f( {\n}\n");

    assertThat(broken.problems()).isNotEmpty();
    assertThat(broken.problems().getFirst().line()).isEqualTo(3);
    assertThat(outline("a.ts", "class {\n".repeat(500)).problems())
        .hasSizeLessThanOrEqualTo(Outline.MAX_PROBLEMS);
    assertThat(outline("a.py", "x = (1,\ndef f():\n  pass\n").problems())
        .containsExactly(
            new Outline.Problem(1, "a bracket is not closed", Outline.Certainty.LIKELY));
  }

  @Test
  void what_stands_before_and_after_a_break_is_found_all_the_same() {
    assertThat(names("a.go", "package p\nfunc a() {}\nfunc b( {}\nfunc c() {}\n"))
        .contains("a", "c");
    assertThat(names("a.py", "def a(): pass\nx = (1,\ndef c(): pass\n")).contains("a", "c");
    assertThat(names("a.ts", "function a() {}\nlet = = ;\nfunction c() {}\n")).contains("a", "c");
    assertThat(names("a.c", "int a(void) {}\nint b( {\nint c(void) {}\n")).contains("a");
  }

  @Test
  void what_is_not_read_says_why() {
    assertThat(SourceReader.read(new RepoPath("a.txt"), "x"))
        .isEqualTo(
            new Reading.NotRead(Reading.Why.UNKNOWN_LANGUAGE, "'a.txt' is of no known language"));
    assertThat(SourceReader.read(new RepoPath("a.go"), "x".repeat(SourceReader.MAX_CHARS + 1)))
        .isInstanceOfSatisfying(
            Reading.NotRead.class, not -> assertThat(not.why()).isEqualTo(Reading.Why.TOO_LARGE));
  }

  @ParameterizedTest
  @EnumSource
  void every_language_reads_whatever_it_is_given(Language language) {
    for (var text :
        List.of("", "\ufeff", "}}}}", "((((", "\0\u001b", "\"", "/*", "class", "@", "`")) {
      assertThat(SourceReader.read(language, "", text)).isInstanceOf(Reading.Read.class);
    }
  }

  private static List<String> names(String path, String text) {
    return outline(path, text).definitions().stream().map(Definition::name).toList();
  }

  private static Outline outline(String path, String text) {
    return SourceReader.find(new RepoPath(path), text).orElseThrow();
  }
}
