package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
  @Test
  void words_are_separated_by_spaces_tabs_and_line_ends() {
    assertThat(CommandWords.split("  mvn  -q\tverify\n")).containsExactly("mvn", "-q", "verify");
  }

  @Test
  void quotes_keep_what_is_between_them_and_join_what_they_touch() {
    assertThat(CommandWords.split("a 'b  c' \"d \\\"e\\\" \\\\ \\f\" -D'x'=\"y z\" '' g\\ h"))
        .containsExactly("a", "b  c", "d \"e\" \\ \\f", "-Dx=y z", "", "g h");
  }

  @Test
  void single_quotes_keep_what_a_shell_would_act_on() {
    assertThat(CommandWords.split("sh -c 'a && b > $c'"))
        .containsExactly("sh", "-c", "a && b > $c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b", "a && b", "a; b", "a > b", "a < b", "$(a)", "`a`", "$A", "\"$A\"", "a *", "a ?",
        "a ~/b", "a # b", "a {b,c}", "(a)", "A=1 b", "'a", "\"a", "a\\", "", "  "
      })
  void what_needs_a_shell_or_has_no_end_is_refused(String command) {
    assertThatThrownBy(() -> CommandWords.split(command))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The command '")
        .hasMessageEndingWith(".");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_words_come_back_from_single_quotes(long seed) {
    var random = new Random(seed);
    var letters = "ab \t\"\\$&|*~#{}üé";
    List<String> words =
        IntStream.range(0, random.nextInt(1, 6))
            .mapToObj(_ -> "x" + letters.charAt(random.nextInt(letters.length())))
            .toList();

    var command = words.stream().map("'%s'"::formatted).collect(Collectors.joining(" "));

    assertThat(CommandWords.split(command)).isEqualTo(words);
  }
}
