package dev.autopack.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.policy.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways in which tests are made easier, in five languages, and changes that only look like one. */
class TestIntegrityTest {
  private static final Base PYTHON =
      new Base(
          "tests/test_cart.py",
          """
          import pytest
          from cart import Cart, total


          @pytest.fixture
          def cart():
              return Cart()


          def test_total(cart):
              # sums two prices
              cart.add(3)
              assert total(cart) == 3
              assert cart.size == 1


          class TestDiscount:
              @pytest.mark.parametrize("percent", [0, 10, 50])
              def test_discount(self, percent):
                  assert total(Cart(), percent) == pytest.approx(0, abs=1e-9)

              def test_refuses(self):
                  with pytest.raises(ValueError):
                      total(None)
          """);
  private static final Base JAVA =
      new Base(
          "src/test/java/shop/CartTest.java",
          """
          package shop;

          class CartTest {
            @Test
            void adds() {
              var cart = new Cart();
              cart.add(3);
              assertEquals(3, cart.total());
              assertThat(cart.size()).isEqualTo(1);
            }

            @ParameterizedTest
            @ValueSource(ints = {0, 10, 50})
            void discounts(int percent) {
              assertEquals(0.0, new Cart().total(percent), 0.001);
            }

            @Nested
            class Refusing {
              @Test
              void refuses() {
                assertThrows(IllegalArgumentException.class, () -> Cart.total(null));
              }
            }
          }
          """);
  private static final Base SCRIPT =
      new Base(
          "web/cart.test.ts",
          """
          import { describe, it, expect } from 'vitest';

          describe('cart', () => {
            it('adds', () => {
              const cart = new Cart();
              expect(cart.total()).toBe(0);
              expect(cart.size).toEqual(1);
            });

            it.each([[0], [10], [50]])('discounts %i', (percent) => {
              expect(total(percent)).toBe(0);
            });

            test('refuses', async () => {
              await expect(total(null)).rejects.toThrow(RangeError);
            });
          });
          """);
  private static final Base GO =
      new Base(
          "cart/cart_test.go",
          """
          package cart

          import "testing"

          func TestTotal(t *testing.T) {
          	for _, c := range []struct{ in, want int }{
          		{0, 0},
          		{1, 1},
          		{2, 2},
          	} {
          		if got := Total(c.in); got != c.want {
          			t.Errorf("Total(%d) = %d", c.in, got)
          		}
          	}
          }

          func TestRefuses(t *testing.T) {
          	_, err := Parse("")
          	require.Error(t, err)
          	assert.Equal(t, 3, Count())
          }
          """);
  private static final Base RUST =
      new Base(
          "src/cart.rs",
          """
          pub fn total(a: &[i32]) -> i32 {
              a.iter().sum()
          }

          #[cfg(test)]
          mod tests {
              use super::*;

              #[test]
              fn adds() {
                  assert_eq!(total(&[1, 2]), 3);
                  assert!(total(&[]) == 0);
              }

              #[test]
              #[should_panic]
              fn refuses() {
                  parse("");
              }
          }
          """);

  /** A test file as it was. */
  record Base(String path, String text) {
    Case asks(String what, String from, String to, String expected) {
      return new Case(this, what, from, to, Severity.ASK, expected);
    }

    Case tells(String what, String from, String to, String expected) {
      return new Case(this, what, from, to, Severity.NOTIFY, expected);
    }

    Case passes(String what, String from, String to) {
      return new Case(this, what, from, to, Severity.NOTIFY, "");
    }
  }

  /** One change and what is said of it; nothing where {@code expected} is empty. */
  record Case(Base base, String what, String from, String to, Severity severity, String expected) {
    @Override
    public String toString() {
      return base.path() + ": " + what;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(python(), java(), script(), go(), rust()).flatMap(List::stream);
  }

  private static List<Case> python() {
    return List.of(
        PYTHON.asks(
            "deleted", "def test_total(cart):", "def total_(cart):", "'test_total' is gone"),
        PYTHON.asks(
            "renamed and weaker",
            "def test_total(cart):\n    # sums two prices\n    cart.add(3)\n    assert total(cart) == 3\n",
            "def test_sum(cart):\n",
            "'test_total' is gone"),
        PYTHON.asks(
            "emptied",
            "    # sums two prices\n    cart.add(3)\n    assert total(cart) == 3\n    assert cart.size == 1\n",
            "    pass  # assert total(cart) == 3\n",
            "is emptied"),
        PYTHON.asks("skipped", "def test_total", "@pytest.mark.skip\ndef test_total", "is skipped"),
        PYTHON.asks(
            "xfail",
            "def test_total",
            "@pytest.mark.xfail(strict=False)\ndef test_total",
            "is skipped"),
        PYTHON.asks("class skipped", "class Test", "@unittest.skip('x')\nclass Test", "is skipped"),
        PYTHON.asks(
            "module skipped",
            "from cart import Cart, total\n",
            "from cart import Cart, total\npytestmark = pytest.mark.skip\n",
            "is skipped"),
        PYTHON.asks("skips itself", "    cart.add(3)\n", "    pytest.skip('x')\n", "is skipped"),
        PYTHON.asks(
            "an assertion less", "    assert cart.size == 1\n", "", "holds 1 of 2 assertions"),
        PYTHON.asks(
            "in a comment", "    assert cart.size", "    # assert cart.size", "1 of 2 assertions"),
        PYTHON.asks("trivial", "assert total(cart) == 3", "assert True", "what always holds"),
        PYTHON.asks("itself", "total(cart) == 3", "total(cart) == total(cart)", "always holds"),
        PYTHON.asks("weaker", "total(cart) == 3", "total(cart) is not None", "asserts less"),
        PYTHON.asks("a case less", "[0, 10, 50]", "[0, 10]", "has 2 of 3 cases"),
        PYTHON.asks("tolerant", "abs=1e-9", "abs=0.5", "tolerates more"),
        PYTHON.asks("any error", "raises(ValueError)", "raises(Exception)", "expects any error"),
        PYTHON.asks(
            "returns first", "    cart.add(3)\n", "    return\n    cart.add(3)\n", "ends before"),
        PYTHON.asks(
            "swallows",
            "    assert total(cart) == 3\n",
            "    try:\n        assert total(cart) == 3\n    except Exception:\n        pass\n",
            "swallows its own failure"),
        PYTHON.tells("another value", "total(cart) == 3", "total(cart) == 4", "something else"),
        PYTHON.passes("a comment", "# sums two prices", "# assert nothing, skip"),
        PYTHON.passes("another name", "def test_total(", "def test_sum("),
        PYTHON.passes("a fixture", "return Cart()", "return Cart(0)"),
        PYTHON.passes(
            "one more", "assert cart.size == 1", "assert cart.size == 1\n    assert cart"),
        PYTHON.passes("a word in a string", "cart.add(3)", "cart.add(3, '@pytest.mark.skip')"));
  }

  private static List<Case> java() {
    return List.of(
        JAVA.asks(
            "no test any more", "  @Test\n  void adds", "  void adds", "'CartTest.adds' is gone"),
        JAVA.asks(
            "disabled",
            "  @Test\n  void adds",
            "  @Test @Disabled(\"flaky\")\n  void adds",
            "is skipped"),
        JAVA.asks("class disabled", "class CartTest", "@Disabled\nclass CartTest", "is skipped"),
        JAVA.asks("assumes", "    cart.add(3);\n", "    assumeTrue(false);\n", "is skipped"),
        JAVA.asks(
            "emptied",
            "    assertThrows(IllegalArgumentException.class, () -> Cart.total(null));\n",
            "      // later\n",
            "is emptied"),
        JAVA.asks("fewer", "    assertEquals(3, cart.total());\n", "", "1 of 2 assertions"),
        JAVA.asks("trivial", "assertEquals(3, cart.total())", "assertTrue(true)", "always holds"),
        JAVA.asks("same", "assertEquals(3, cart.total())", "assertEquals(3, 3)", "always holds"),
        JAVA.asks("weaker", "assertEquals(3, cart.total())", "assertNotNull(cart)", "asserts less"),
        JAVA.asks("any", "IllegalArgumentException.class", "Exception.class", "any error"),
        JAVA.asks("a case less", "{0, 10, 50}", "{0}", "has 1 of 3 cases"),
        JAVA.asks(
            "swallows",
            "assertEquals(3, cart.total());",
            "try { assertEquals(3, cart.total()); } catch (AssertionError e) { }",
            "swallows"),
        JAVA.tells("another value", "assertEquals(3,", "assertEquals(4,", "something else"),
        JAVA.passes("a comment", "var cart", "// @Disabled\n    var cart"),
        JAVA.passes(
            "a method in between",
            "  @ParameterizedTest",
            "  void help() {}\n\n  @ParameterizedTest"),
        JAVA.passes("a field", "class CartTest {", "class CartTest {\n  int x = 1;"));
  }

  private static List<Case> script() {
    return List.of(
        SCRIPT.asks("gone", "it('adds'", "helper('adds'", "'cart > adds' is gone"),
        SCRIPT.asks("skipped", "it('adds'", "it.skip('adds'", "is skipped"),
        SCRIPT.asks("x", "it('adds'", "xit('adds'", "is skipped"),
        SCRIPT.asks("group skipped", "describe('cart'", "describe.skip('cart'", "is skipped"),
        SCRIPT.asks("todo", "test('refuses'", "test.todo('refuses'", "is skipped"),
        SCRIPT.asks(
            "option", "test('refuses', async", "test('refuses', {skip: true}, async", "is skipped"),
        SCRIPT.asks("only", "it('adds'", "it.only('adds'", "is run alone"),
        SCRIPT.asks("fewer", "    expect(cart.size).toEqual(1);\n", "", "1 of 2 assertions"),
        SCRIPT.asks("weaker", "toEqual(1)", "toBeDefined()", "asserts less"),
        SCRIPT.asks(
            "trivial", "expect(cart.size).toEqual(1)", "expect(true).toBe(true)", "always holds"),
        SCRIPT.asks("a case less", "[[0], [10], [50]]", "[[0], [10]]", "2 of 3 cases"),
        SCRIPT.asks(
            "emptied",
            "    const cart = new Cart();\n    expect(cart.total()).toBe(0);\n    expect(cart.size).toEqual(1);\n",
            "",
            "is emptied"),
        SCRIPT.tells("another value", "toEqual(1)", "toEqual(2)", "something else"),
        SCRIPT.passes("a comment", "const cart", "// it.only expect\n    const cart"),
        SCRIPT.passes("another title", "it('adds'", "it('sums'"));
  }

  private static List<Case> go() {
    return List.of(
        GO.asks("gone", "func TestTotal", "func testTotal", "'TestTotal' is gone"),
        GO.asks(
            "skips",
            "TestTotal(t *testing.T) {\n",
            "TestTotal(t *testing.T) {\n\tt.Skip(\"x\")\n",
            "is skipped"),
        GO.asks(
            "short",
            "TestTotal(t *testing.T) {\n",
            "TestTotal(t *testing.T) {\n\tif testing.Short() { t.SkipNow() }\n",
            "is skipped"),
        GO.asks("not built", "package cart\n", "//go:build never\n\npackage cart\n", "is skipped"),
        GO.asks("fewer", "\tassert.Equal(t, 3, Count())\n", "", "1 of 2 assertions"),
        GO.asks(
            "no error any more",
            "\t\t\tt.Errorf(\"Total(%d) = %d\", c.in, got)\n",
            "\t\t\tt.Logf(\"x\")\n",
            "0 of 1 assertions"),
        GO.asks("a case less", "\t\t{2, 2},\n", "", "2 of 3 cases"),
        GO.asks(
            "returns",
            "TestRefuses(t *testing.T) {\n",
            "TestRefuses(t *testing.T) {\n\treturn\n",
            "ends before"),
        GO.asks(
            "weaker", "assert.Equal(t, 3, Count())", "assert.NotNil(t, Count())", "asserts less"),
        GO.passes("a case more", "\t\t{2, 2},\n", "\t\t{2, 2},\n\t\t{3, 3},\n"),
        GO.passes("a helper", "import \"testing\"\n", "import \"testing\"\n\nfunc help() {}\n"));
  }

  private static List<Case> rust() {
    return List.of(
        RUST.asks("gone", "    #[test]\n    fn adds", "    fn adds", "'tests.adds' is gone"),
        RUST.asks(
            "ignored", "#[test]\n    fn adds", "#[test]\n    #[ignore]\n    fn adds", "is skipped"),
        RUST.asks("fewer", "        assert!(total(&[]) == 0);\n", "", "1 of 2 assertions"),
        RUST.asks("trivial", "assert_eq!(total(&[1, 2]), 3)", "assert!(true)", "always holds"),
        RUST.asks("emptied", "        parse(\"\");\n", "", "is emptied"),
        RUST.asks("weaker", "assert!(total(&[]) == 0)", "assert!(total(&[]) < 9)", "asserts less"),
        RUST.tells("another value", "), 3);", "), 4);", "something else"),
        RUST.passes("the code under test", "a.iter().sum()", "a.iter().copied().sum()"),
        RUST.passes(
            "one more",
            "mod tests {\n",
            "mod tests {\n    #[test]\n    fn more() { assert!(x()); }\n"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_test_that_is_made_easier_is_asked_about_and_a_better_one_is_not(Case one) {
    assertThat(one.base().text()).contains(one.from());
    var after = one.base().text().replace(one.from(), one.to());

    var said =
        new TestIntegrity().judge(judged(change(one.base().path(), one.base().text(), after)));

    if (one.expected().isEmpty()) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said)
          .anySatisfy(it -> {
            assertThat(it.justification()).contains(one.expected());
            assertThat(it.severity()).isEqualTo(one.severity());
          });
    }
  }

  @Test
  void a_test_that_moves_to_another_file_is_not_gone_but_one_that_is_emptied_on_the_way_is() {
    var without = PYTHON.text().replace("def test_total(cart):", "def nothing(cart):");
    var moved =
        "def test_total(cart):\n    cart.add(3)\n    assert total(cart) == 3\n    assert cart.size == 1\n";

    var kept =
        judged(
            change(PYTHON.path(), PYTHON.text(), without),
            new FileChange(
                new RepoPath("tests/test_total.py"),
                Optional.empty(),
                Optional.of(moved),
                Optional.empty(),
                Rung.EXACT));
    var emptied =
        judged(
            change(PYTHON.path(), PYTHON.text(), without),
            new FileChange(
                new RepoPath("tests/test_total.py"),
                Optional.empty(),
                Optional.of("def test_total(cart):\n    pass\n"),
                Optional.empty(),
                Rung.EXACT));

    assertThat(new TestIntegrity().judge(kept)).isEmpty();
    assertThat(new TestIntegrity().judge(emptied)).hasSize(1);
  }

  @Test
  void many_tests_are_named_by_the_first_of_them() {
    var before = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      before.append("def test_").append(i).append("():\n    assert f(").append(i).append(")\n\n");
    }

    var said = new TestIntegrity().judge(judged(change("test_a.py", before.toString(), "x = 1\n")));

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().justification())
        .isEqualTo("the test 'test_0', 'test_1', 'test_2' and 6 more are gone");
  }

  @Test
  void broken_text_is_read_as_far_as_it_goes() {
    var broken = new ArrayList<FileChange>();
    for (var base : List.of(PYTHON, JAVA, SCRIPT, GO, RUST)) {
      for (int cut = 0; cut < base.text().length(); cut += 7) {
        broken.add(change(base.path(), base.text(), base.text().substring(0, cut) + "("));
      }
    }

    assertThat(broken)
        .allSatisfy(change -> assertThat(new TestIntegrity().judge(judged(change))).isNotNull());
  }

  private static FileChange change(String path, String before, String after) {
    return new FileChange(
        new RepoPath(path), Optional.of(before), Optional.of(after), Optional.empty(), Rung.EXACT);
  }

  private static Judged judged(FileChange... changes) {
    return new Judged(new ChangeSet(List.of(changes)), PolicyScope.everything());
  }
}
