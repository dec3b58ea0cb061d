package dev.autopack.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCounterTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void tokens_are_counted_by_o200k() {
    assertThat(TokenCounter.count("hello world")).isEqualTo(2);
    assertThat(TokenCounter.count("<|endoftext|>")).isGreaterThan(1);
    assertThat(TokenCounter.count("")).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_cheap_bound_holds_and_a_beginning_fits(long seed) {
    var random = new Random(seed);
    var text =
        random
            .ints(random.nextInt(300), 1, 0x2FFFF)
            .filter(c -> Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF))
            .map(c -> random.nextBoolean() ? c : 32 + c % 90)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    var limit = random.nextInt(100);

    var beginning = TokenCounter.beginning(text, limit);

    assertThat(TokenCounter.count(text)).isLessThanOrEqualTo(TokenCounter.atMost(text));
    assertThat(text).startsWith(beginning);
    assertThat(TokenCounter.fits(beginning, limit)).isTrue();
  }
}
