package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemsTest {
  @ParameterizedTest
  @CsvSource({
    "parser, parsing",
    "parse, parsed",
    "routes, routing",
    "serialization, serializer",
    "validator, validation",
    "queries, query",
    "matches, matching",
    "classes, class",
    "stopping, stop"
  })
  void inflections_share_a_stem(String one, String other) {
    assertThat(Stems.stem(one)).isEqualTo(Stems.stem(other));
  }

  @Test
  void names_are_split_at_capitals_underscores_and_acronyms() {
    assertThat(Stems.parts("parseHTTPHeaders max_retries HTML2"))
        .containsExactly("parse", "http", "headers", "max", "retries", "html2");
  }
}
