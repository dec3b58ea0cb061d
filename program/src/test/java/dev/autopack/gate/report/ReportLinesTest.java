package dev.autopack.gate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportLinesTest {
  private static final int BUFFER = 1 << 15;
  private static final int LONGEST = 1 << 20;

  @Test
  void lines_come_without_their_ends_and_with_their_numbers() throws IOException {
    assertThat(read("a\r\n\nb\n")).containsExactly("1 a", "2 ", "3 b");
    assertThat(read("")).isEmpty();
    assertThat(read("\r")).containsExactly("1  and is not ended");
  }

  @Test
  void the_last_line_of_a_cut_file_is_known_by_its_lacking_end() throws IOException {
    assertThat(read("a\nb")).containsExactly("1 a", "2 b and is not ended");
  }

  @Test
  void before_the_first_line_nothing_is_cut() throws IOException {
    assertThat(open("a").isEnded()).isTrue();
    assertThat(open("a").number()).isZero();
  }

  @Test
  void a_line_may_end_anywhere_in_what_is_read_at_once() throws IOException {
    for (var length : List.of(BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER)) {
      var line = "x".repeat(length);

      assertThat(read(line + "\n" + line))
          .containsExactly("1 " + line, "2 %s and is not ended".formatted(line));
    }
  }

  @Test
  void of_a_line_past_the_bound_only_its_beginning_stays() throws IOException {
    var longest = "x".repeat(LONGEST);

    assertThat(read(longest + "\nb\n")).containsExactly("1 " + longest, "2 b");
    assertThat(read(longest + "yz\nb\n")).containsExactly("1 " + longest, "2 b");
  }

  private static ReportLines open(String text) throws IOException {
    return ReportLines.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> read(String text) throws IOException {
    var lines = open(text);
    var read = new ArrayList<String>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      read.add(
          "%d %s%s"
              .formatted(lines.number(), line.get(), lines.isEnded() ? "" : " and is not ended"));
    }
    return read;
  }
}
