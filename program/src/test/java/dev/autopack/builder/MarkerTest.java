package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTest {
  @Test
  void a_word_that_a_text_holds_is_not_taken() {
    var files = List.of("a = 1\n", "b = 2\n");
    var first = Marker.absentFrom(files, List.of());

    var second = Marker.absentFrom(files, List.of("=== %s end a.py".formatted(first.word())));
    var third = Marker.absentFrom(files, List.of(first.word() + second.word()));

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(first.word()).matches("[0-9a-f]{8}");
  }

  @Test
  void the_same_files_give_the_same_word_whatever_went_wrong_since() {
    assertThat(Marker.absentFrom(List.of("a"), List.of()))
        .isEqualTo(Marker.absentFrom(List.of("a"), List.of("tests: a_test failed")))
        .isNotEqualTo(Marker.absentFrom(List.of("b"), List.of()));
  }
}
