package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  @Test
  void a_file_shows_its_public_declarations_without_bodies() {
    var text =
        """
        package shop;

        /** Slugs. */
        public final class Slug {
          private int count;

          public static String of(String title) {
            return title;
          }

          private void hide() {}
        }
        """;

    assertThat(Signatures.of(new RepoPath("src/shop/Slug.java"), text))
        .containsExactly(
            "package shop;", "public final class Slug", "  public static String of(String title)");
  }

  @Test
  void python_keeps_defaults_decorators_docstrings_and_what_a_constructor_sets() {
    var text =
        """
        from dataclasses import dataclass


        @dataclass(frozen=True)
        class Money:
            \"\"\"An amount; never negative.\"\"\"

            cents: int
            currency: str = "EUR"; note = ''

            @property
            def whole(self):
                return self.cents // 100


        class Cart:
            def __init__(self, discount=0, code="a b", long="%s"):
                \"\"\"An empty cart.

                More of it.
                \"\"\"
                self.discount = discount
                self._hidden = {}
                self.lines: list = []
                if discount == 0:
                    self.discount = 1

            @property
            def total(self):
                return self.lines
        """
            .formatted("x".repeat(60));

    assertThat(Signatures.of(new RepoPath("shop/cart.py"), text))
        .containsExactly(
            "@dataclass(frozen=True)",
            "class Money",
            "  \"\"\"An amount; never negative.\"\"\"",
            "  cents: int",
            "  currency: str = \"EUR\"",
            "  note = ''",
            "  @property",
            "  def whole(self)",
            "class Cart",
            "  def __init__(self, discount=0, code=\"a b\", long=\"...\")",
            "    \"\"\"An empty cart.\"\"\"",
            "    self.discount = discount",
            "    self.lines: list = []",
            "  @property",
            "  def total(self)");
  }

  @Test
  void java_shows_its_annotations_but_no_override() {
    var text =
        """
        package shop;

        @Deprecated
        public class Slug {
          @Override
          public String toString() {
            return "";
          }
        }
        """;

    assertThat(Signatures.of(new RepoPath("src/shop/Slug.java"), text))
        .containsExactly(
            "package shop;", "@Deprecated public class Slug", "  public String toString()");
  }

  @Test
  void a_text_without_declarations_shows_nothing() {
    assertThat(Signatures.of(new RepoPath("README.md"), "# Slugs\n\nText.\n")).isEmpty();
  }
}
