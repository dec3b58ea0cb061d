package dev.autopack.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextTest {
  @ParameterizedTest
  @CsvSource({
    "EFBBBF, UTF-8",
    "FFFE, UTF-16LE",
    "FEFF, UTF-16BE",
    "FFFE0000, UTF-32LE",
    "0000FEFF, UTF-32BE",
    "'', UTF-16LE",
    "'', UTF-16BE",
    "'', UTF-8"
  })
  void a_mark_or_zero_bytes_tell_the_encoding_and_are_no_text(String mark, Charset charset)
      throws IOException {
    assertThat(read(HexFormat.of().parseHex(mark), "häß".getBytes(charset))).isEqualTo("häß");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EFBBBF", "FFFE", "FEFF", "FFFE0000", "0000FEFF"})
  void a_mark_alone_is_no_text(String mark) throws IOException {
    assertThat(read(HexFormat.of().parseHex(mark))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"EF", "EFBB", "FF", "FE", "0000FE"})
  void the_beginning_of_a_mark_is_none(String bytes) throws IOException {
    assertThat(read(HexFormat.of().parseHex(bytes))).contains("\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "61, a", "00, '\0'", "6100, a", "0061, a", "0000, '\0\0'"})
  void a_text_may_be_as_short_as_it_likes(String bytes, String text) throws IOException {
    assertThat(read(HexFormat.of().parseHex(bytes))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?> | ISO-8859-1",
        "<?xml encoding = \"windows-1252\" ?>            | windows-1252",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>     | UTF-8",
        "<?xml version=\"1.0\" encoding=\"UTF-32\"?>     | UTF-8",
        "<?xml version=\"1.0\" encoding=\"no-such\"?>    | UTF-8",
        "<?xml version=\"1.0\"?>                         | UTF-8",
        "<a encoding=\"ISO-8859-1\"/>                    | UTF-8"
      })
  void a_declared_encoding_counts_where_it_can_be_true(String declaration, Charset charset)
      throws IOException {
    assertThat(read((declaration + "é").getBytes(charset))).isEqualTo(declaration + "é");
  }

  @Test
  void bytes_that_are_no_text_are_replaced_and_nothing_of_a_long_text_is_lost() throws IOException {
    var text = "x".repeat(2_000);

    assertThat(read(text.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF}))
        .isEqualTo(text + "\uFFFD");
  }

  private static String read(byte[]... parts) throws IOException {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.write(part);
    }
    var text = new StringWriter();
    ReportText.open(new ByteArrayInputStream(all.toByteArray())).transferTo(text);
    return text.toString();
  }
}
