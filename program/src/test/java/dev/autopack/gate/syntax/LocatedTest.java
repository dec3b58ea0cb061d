package dev.autopack.gate.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.StreamReadException;

class LocatedTest {
  @Test
  void a_complaint_without_a_place_is_its_first_line_alone() {
    assertThat(Located.of(new StreamReadException("too deep\nat 7"))).isEqualTo("too deep");
    assertThat(Located.of(new StreamReadException(""))).isEqualTo("it cannot be read");
  }
}
