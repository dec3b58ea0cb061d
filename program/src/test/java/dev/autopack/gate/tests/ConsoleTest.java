package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.testing.PlayedTools;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  @Test
  void both_streams_are_shown_without_their_colours() {
    var exit = PlayedTools.ended(1, "\u001b[1;31mred\u001b[0m\n", "odd\n");

    assertThat(Console.plain(exit)).isEqualTo("red\n\nodd");
    assertThat(Console.tail(exit)).isEqualTo("red\n\nodd");
  }

  @Test
  void of_a_long_text_the_last_whole_lines_stay() {
    assertThat(Console.tail("12345", 5)).isEqualTo("12345");
    assertThat(Console.tail("123456", 5)).isEqualTo("...23456");
    assertThat(Console.tail("first\nlast", 6)).isEqualTo("...\nlast");
    assertThat(Console.tail("first\nlast", 5)).isEqualTo("...\nlast");
    assertThat(Console.tail(PlayedTools.ended(0, "x".repeat(5_000)))).hasSize(4_003);
  }
}
