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
  void a_text_without_declarations_shows_nothing() {
    assertThat(Signatures.of(new RepoPath("README.md"), "# Slugs\n\nText.\n")).isEmpty();
  }
}
