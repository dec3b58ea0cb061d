package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts and lines as people read them. */
class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "0.000000, 0.00",
    "0.0000001, 0.0001",
    "0.00451, 0.0046",
    "0.0999, 0.0999",
    "0.09991, 0.1000",
    "0.10, 0.10",
    "0.104, 0.10",
    "0.105, 0.11",
    "12, 12.00",
    "1234.5678, 1234.57"
  })
  void an_amount_is_never_rounded_down_to_nothing(BigDecimal usd, String shown) {
    assertThat(Money.show(usd)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.00", "2, 2.00", "1000, 1000.00", "0.5, 0.50", "0.13113000, 0.13113"})
  void an_exact_amount_keeps_every_digit(BigDecimal usd, String shown) {
    assertThat(Money.exact(usd)).isEqualTo(shown);
  }

  @Test
  void a_line_is_the_first_of_its_text_and_not_too_long() {
    var face = Character.toString(0x1F600);
    assertThat(Words.line("\n  first \nsecond")).isEqualTo("first");
    assertThat(Words.line("")).isEmpty();
    assertThat(Words.line(face.repeat(300))).isEqualTo(face.repeat(240) + "...");
  }
}
