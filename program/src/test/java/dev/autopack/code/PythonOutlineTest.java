package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonOutlineTest {
  private static final String TESTS =
      """
      import unittest, pytest
      def test_plain(): pass
      async def test_async(): pass
      @pytest.mark.skip(reason="later")
      def test_off(): pass
      @pytest.mark.skipif(True, reason="x")
      def test_perhaps(): pass
      @pytest.mark.parametrize("n", [
          1,
          2,
      ])
      def test_cases(n): pass
      # def test_commented(): pass
      TEXT = \"""
      def test_quoted(): pass
      \"""
      def helper():
          def test_inner(): pass
      class TestShop:
          def test_in(self): pass
          class TestDeep:
              def test_deep(self): pass
      class TestBuilt:
          def __init__(self): self.x = 1
          def test_never(self): pass
      class TestData:
          __test__ = False
          def test_never(self): pass
      class Plain:
          def test_never(self): pass
      class ShopCase(unittest.TestCase):
          def __init__(self, *a): super().__init__(*a)
          def test_old(self): pass
      class MoreCase(ShopCase):
          @unittest.skip("later")
          def test_more(self): pass
      @unittest.skip("all")
      class OffCase(unittest.TestCase):
          def test_quiet(self): pass
      if True:
          def test_in_if(): pass
      """;

  @Test
  void tests_are_found_as_pytest_would_collect_them() {
    assertThat(tests(TESTS))
        .containsExactly(
            " test_plain NO",
            " test_async NO",
            " test_off ALWAYS",
            " test_perhaps PERHAPS",
            " test_cases NO",
            "TestShop test_in NO",
            "TestShop::TestDeep test_deep NO",
            "ShopCase test_old NO",
            "MoreCase test_more ALWAYS",
            "OffCase test_quiet ALWAYS",
            " test_in_if NO");
  }

  @Test
  void a_mark_on_the_module_or_class_reaches_all_tests_in_it() {
    assertThat(tests("def test_a(): pass\npytestmark = pytest.mark.skip('x')\n"))
        .containsExactly(" test_a ALWAYS");
    assertThat(
            tests(
                """
                class TestA:
                    pytestmark = pytest.mark.skipif(True, reason='x')
                    def test_a(self): pass
                def test_b(): pass
                """))
        .containsExactly("TestA test_a PERHAPS", " test_b NO");
    assertThat(tests("numpy = pytest.importorskip('numpy')\ndef test_a(): pass\n"))
        .containsExactly(" test_a PERHAPS");
  }

  @Test
  void definitions_carry_their_scope_line_and_body() {
    var outline =
        read(
            """
            LIMIT: int = 3
            class Slugs(Base):
                name: str
                size = 4
                def make(self, text):
                    \"""Makes a slug.\"""
                    return text.lower()
                async def later(self):
                    # TODO
                    pass
                def never(self): raise NotImplementedError
                def told(self):
                    raise NotImplementedError("please implement")
                @abstractmethod
                def open(self): ...
                def documented(self):
                    \"""Only words.\"""
            class Source(Protocol):
                def find(self) -> int: ...
            """);

    assertThat(outline.definitions())
        .extracting(each ->
            "%s %s %d %s"
                .formatted(each.kind().group(), each.qualifiedName(), each.line(), each.body()))
        .containsExactly(
            "VALUE LIMIT 1 NONE",
            "TYPE Slugs 2 NONE",
            "VALUE Slugs.name 3 NONE",
            "VALUE Slugs.size 4 NONE",
            "CALLABLE Slugs.make 5 REAL",
            "CALLABLE Slugs.later 8 PLACEHOLDER",
            "CALLABLE Slugs.never 11 HOLLOW",
            "CALLABLE Slugs.told 12 PLACEHOLDER",
            "CALLABLE Slugs.open 15 NONE",
            "CALLABLE Slugs.documented 16 NONE",
            "TYPE Source 18 NONE",
            "CALLABLE Source.find 19 NONE");
  }

  @Test
  void odd_line_ends_tabs_and_broken_text_are_read() {
    assertThat(tests("class TestA:\r\n\tdef test_a(self):\r\n\t\tpass\r\n")).hasSize(1);
    assertThat(tests("\ufeffdef test_a(): pass")).hasSize(1);
    assertThat(tests("def test_a(\n")).hasSize(1);
    assertThat(tests("x = 'open\ndef test_a(): pass\n")).hasSize(1);
    assertThat(tests("x = \"\"\"open\ndef test_a(): pass\n")).isEmpty();
    assertThat(tests("x = 1 + \\\n  2\ndef test_a(): pass\n")).hasSize(1);
  }

  private static List<String> tests(String text) {
    return read(text).tests().stream()
        .map(test -> test.scope() + " " + test.name() + " " + test.skipped())
        .toList();
  }

  private static Outline read(String text) {
    return Outlines.read(new RepoPath("a.py"), text).orElseThrow();
  }
}
