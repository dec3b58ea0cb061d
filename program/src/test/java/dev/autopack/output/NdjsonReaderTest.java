package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {
  private static final String CREATE =
      "{\"op\":\"create\",\"path\":\"a.txt\",\"content\":\"red\\n\"}";
  private static final Unit A =
      new Unit.Change(new FileEdit.Create(new RepoPath("a.txt"), "red\n"));

  @Test
  void a_unit_closes_with_its_brace_and_not_before() {
    var reader = UnitReaders.of(Format.NDJSON);

    assertThat(reader.feed(CREATE.substring(0, CREATE.length() - 1))).isEmpty();
    assertThat(reader.feed("}")).containsExactly(new Read.Closed(A));
  }

  @Test
  void fences_prose_and_a_byte_order_mark_around_a_reply_are_passed_over() {
    assertThat(
            read(
                "\ufeffSure, {this} is it:\r\n```json\r\n"
                    + CREATE
                    + "\r\n\r\n{\"op\":\"end\",\"count\":1}\r\n```\nDone {or so}."))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Complete());
  }

  @Test
  void a_reply_without_its_end_line_is_cut() {
    assertThat(read(CREATE + "\n"))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Cut("without its end line"));
  }

  @Test
  void a_reply_that_ends_inside_a_unit_is_cut_there() {
    assertThat(read(CREATE + "\n{\"op\":\"delete\",\"path\":\"src/b.txt\""))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Cut("inside 'src/b.txt'"));
  }

  @Test
  void a_count_that_does_not_hold_breaks_the_reply() {
    assertThat(read(CREATE + "\n{\"op\":\"end\",\"count\":2}"))
        .containsExactly(
            new Read.Closed(A),
            new ReplyEnd.Broken("its end line counts 2 operations, and 1 came"));
  }

  /** The reads of a reply, and its end. */
  private static List<Object> read(String reply) {
    var reader = UnitReaders.of(Format.NDJSON);
    var out = new ArrayList<Object>(reader.feed(reply));
    var ending = reader.finish();
    out.addAll(ending.reads());
    out.add(ending.end());
    return out;
  }
}
