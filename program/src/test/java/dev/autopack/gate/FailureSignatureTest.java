package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureSignatureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Game object at 0x7f91259798d0> is bad   | <Game object at 0x7fa000000000> is bad",
        "expected shop.Price@1b2c3d4f             | expected shop.Price@7aa81b22",
        "took 12 ms in /tmp/a1/x.py:12            | took 9 ms in /var/tmp/b2/x.py:99",
        "raised at src/shop.py:3                  | raised at src/shop.py:30",
        "at Shop.price(Shop.java:4)               | at Shop.price(Shop.java:40)",
        "2026-11-24T10:00:00Z late                | 2025-01-02 03:04:05,678 late",
        "id 123e4567-e89b-12d3-a456-426614174000  | id 00000000-0000-4000-8000-000000000000",
        "connect localhost:53412                  | connect localhost:40001",
        "assert  1 == 2                           | assert 1 == 2"
      })
  void what_differs_from_run_to_run_is_the_same_failure(String one, String other) {
    assertThat(FailureSignature.of(one)).isEqualTo(FailureSignature.of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected: 10 but was: 0     | expected: 10 but was: 1",
        "no module named 'shop'      | no module named 'price'",
        "ValueError: x               | TypeError: x",
        "/a/b/shop.py is missing     | /a/b/price.py is missing"
      })
  void another_value_or_name_is_another_failure(String one, String other) {
    assertThat(FailureSignature.of(one)).isNotEqualTo(FailureSignature.of(other));
  }

  @Test
  void a_message_of_any_length_is_read_within_bounds() {
    assertThat(FailureSignature.of("/a".repeat(2_000_000) + " b").value()).hasSizeLessThan(700);
  }
}
