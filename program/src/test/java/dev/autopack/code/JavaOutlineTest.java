package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaOutlineTest {
  private static final String TESTS =
      """
      package shop;
      import org.junit.jupiter.api.*;
      class ShopTest {
        @Test void plain() {}
        @org.junit.jupiter.api.Test void written_out() {}
        @ParameterizedTest @ValueSource(ints = 1) void cases(int n) {}
        @Test @Disabled("later") void off() {}
        @Test @EnabledOnOs(LINUX) void perhaps() {}
        // @Test void commented() {}
        String text = "@Test void quoted() {}";
        void helper() {}
        @Nested class Inside { @RepeatedTest(2) void deep() {} }
        class NotNested { @Test void never() {} }
        @Nested @Disabled class Off { @Test void quiet() {} }
      }
      abstract class Base { @Test void inherited() {} }
      interface Shared { @Test default void shared() {} }
      class OldTest extends junit.framework.TestCase {
        public void testOld() {}
        public void other() {}
      }
      """;

  @Test
  void tests_are_found_as_junit_would_run_them() {
    assertThat(read(TESTS).tests())
        .extracting(test -> test.scope() + " " + test.name() + " " + test.skipped())
        .containsExactly(
            "shop.ShopTest plain NO",
            "shop.ShopTest written_out NO",
            "shop.ShopTest cases NO",
            "shop.ShopTest off ALWAYS",
            "shop.ShopTest perhaps PERHAPS",
            "shop.ShopTest$Inside deep NO",
            "shop.ShopTest$Off quiet ALWAYS",
            "shop.OldTest testOld NO");
  }

  @Test
  void definitions_carry_their_scope_line_and_body() {
    var outline =
        read(
            """
            record Price(int cents) {
              static final int NONE = 0;
              Price { if (cents < 0) throw new IllegalArgumentException(); }
              int doubled() { return 2 * cents; }
              int later() { throw new UnsupportedOperationException("Not implemented yet"); }
              int never() { throw new UnsupportedOperationException(); }
              void empty() {}
              void open() { /* TODO */ }
              enum Kind { NET, GROSS }
              interface Source { int find(); }
            }
            """);

    assertThat(outline.definitions())
        .extracting(each ->
            "%s %s %d %s"
                .formatted(each.kind().group(), each.qualifiedName(), each.line(), each.body()))
        .contains(
            "TYPE Price 1 NONE",
            "VALUE Price.cents 1 NONE",
            "VALUE Price.NONE 2 NONE",
            "CALLABLE Price.Price 3 REAL",
            "CALLABLE Price.doubled 4 REAL",
            "CALLABLE Price.later 5 PLACEHOLDER",
            "CALLABLE Price.never 6 HOLLOW",
            "CALLABLE Price.empty 7 HOLLOW",
            "CALLABLE Price.open 8 PLACEHOLDER",
            "TYPE Price.Kind 9 NONE",
            "VALUE Price.Kind.GROSS 9 NONE",
            "CALLABLE Price.Source.find 10 NONE");
    assertThat(outline.problems()).isEmpty();
  }

  @Test
  void broken_text_still_gives_what_stands_before_and_after_the_break() {
    var outline = read("class A {\n  void a() {}\n  void b( {}\n  void c() {}\n}\n");

    assertThat(outline.problems()).extracting(Outline.Problem::line).contains(3);
    assertThat(outline.definitions()).extracting(Definition::name).contains("A", "a");
  }

  @Test
  void text_that_is_no_java_at_all_is_a_problem_and_no_exception() {
    for (var text : List.of("", "}}}", "class", "\0\u001b", "package ;", "/* open")) {
      assertThat(read(text).tests()).isEmpty();
    }
  }

  private static Outline read(String text) {
    return Outlines.read(new RepoPath("A.java"), text).orElseThrow();
  }
}
