package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.model.TokenCounter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  private static final Marker MARKER = new Marker("0badcafe");
  private static final String LONG =
      IntStream.rangeClosed(1, 400)
          .mapToObj(i ->
              i % 50 == 0
                  ? "def part_%d(x):\n".formatted(i)
                  : "    step(%d, of=400)\n".formatted(i))
          .collect(Collectors.joining());

  @Test
  void beginning_definitions_and_end_stay_and_the_gaps_say_which_lines_are_missing() {
    var excerpt = Excerpt.of(MARKER, LONG, 400).orElseThrow();

    assertThat(excerpt)
        .startsWith("    step(1, of=400)\n    step(2, of=400)\n")
        .contains("def part_50(x):\n")
        .contains("def part_200(x):\n")
        .containsPattern("\n=== 0badcafe lines \\d+-99 are left out\ndef part_100\\(x\\):\n")
        .endsWith("def part_400(x):\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 200, 800, 2_000, 3_900})
  void an_excerpt_never_takes_more_than_it_may_and_holds_only_whole_lines(int tokens) {
    var excerpt = Excerpt.of(MARKER, LONG, tokens).orElseThrow();

    assertThat(TokenCounter.count(excerpt)).isLessThanOrEqualTo(tokens);
    var lines = LONG.lines().collect(Collectors.toSet());
    assertThat(excerpt.lines().filter(line -> !line.startsWith("=== 0badcafe lines ")))
        .isNotEmpty()
        .allMatch(lines::contains);
  }

  @Test
  void a_text_of_one_endless_line_has_no_excerpt() {
    assertThat(Excerpt.of(MARKER, "x y ".repeat(5_000), 200)).isEmpty();
  }
}
