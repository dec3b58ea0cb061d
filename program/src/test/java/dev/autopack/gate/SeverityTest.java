package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
  @ParameterizedTest
  @CsvSource({
    "-1, none",
    "0, none",
    "1, low",
    "2, medium",
    "4, medium",
    "5, high",
    "9, high",
    "10, critical",
    "11, critical"
  })
  void the_more_is_worse_the_more_severe_it_is(int regressions, String severity) {
    assertThat(Severity.of(regressions).id()).isEqualTo(severity);
  }
}
