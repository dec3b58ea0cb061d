package dev.autopack.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTextTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // Nothing is left out of what is no longer than three ends.
    "abc, abc",
    "abcd, abcd",
    "abcd efgh, abcdefgh",
    "ab cd ef gh ij kl, abcdefghijkl",
    "abcdefgh, abcdefgh",
    // Of more the two ends stay.
    "abcdefghi, abcd / fghi",
    "ab cdefghijklmno, abcd / lmno",
    "ab cd ef gh ij kl m, abcd / jklm",
    "abcd efgh ijkl mn op, abcd / klmnop",
    // What was read before a long piece is not next to that piece's end.
    "abcd xy 0123456789, abcd / 6789"
  })
  void the_first_and_the_last_characters_stay(String pieces, String shown) {
    var text = new BoundedText(4);
    for (var piece : pieces.split(" ", -1)) {
      text.add(piece);
    }

    assertThat(text).hasToString(shown.replace(" / ", "\n...\n"));
  }
}
