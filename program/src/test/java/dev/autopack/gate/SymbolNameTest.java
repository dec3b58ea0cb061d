package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.code.Outlines;
import dev.autopack.edit.RepoPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolNameTest {
  private static final String TEXT =
      """
      def slug(t):
          return t
      class Slugs:
          def slug(self):
              return 1
          class Inner:
              def slug(self):
                  return 2
      class Others:
          def slug(self):
              return 3
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slug | slug Slugs.slug Slugs.Inner.slug Others.slug",
        "Slugs.slug | Slugs.slug",
        "Slugs#slug(String) | Slugs.slug",
        "Slugs::slug | Slugs.slug",
        "Inner.slug | Slugs.Inner.slug",
        "text.slugs.slug | slug Slugs.slug Slugs.Inner.slug Others.slug",
        "slug<T> | slug Slugs.slug Slugs.Inner.slug Others.slug",
        "Slugs.other | ''",
        "slu | ''"
      })
  void an_owner_that_the_file_has_tells_namesakes_apart(String written, String found) {
    var outline = Outlines.read(new RepoPath("a.py"), TEXT).orElseThrow();

    assertThat(
            String.join(
                " ",
                new SymbolName(written)
                    .findIn(outline.definitions()).stream()
                        .map(each -> each.qualifiedName())
                        .toList()))
        .isEqualTo(found);
  }
}
