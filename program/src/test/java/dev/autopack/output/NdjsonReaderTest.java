package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {
  private static final String CREATE =
      "{\"op\":\"create\",\"path\":\"a.txt\",\"content\":\"red\\n\"}";
  private static final String END = "\n{\"op\":\"end\",\"count\":1}\n";
  private static final Unit A = create("red\n");

  @Test
  void a_unit_closes_with_its_brace_and_not_before() {
    var reader = UnitReaders.of(Format.NDJSON);

    assertThat(reader.feed(CREATE.substring(0, CREATE.length() - 1))).isEmpty();
    assertThat(reader.feed("}")).containsExactly(new Read.Closed(A));
  }

  @Test
  void a_reply_without_its_end_line_is_cut() {
    assertThat(read(CREATE + "\n"))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Cut("without its end line"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"delete\",\"path\":\"src/b.txt\"",
        "{\"path\":\"src/b.txt\",\"op\":\"del"
      })
  void a_reply_that_ends_inside_a_unit_is_cut_there(String open) {
    assertThat(read(CREATE + "\n" + open))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Cut("inside 'src/b.txt'"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1"})
  void a_count_that_does_not_hold_breaks_the_reply(int counted, int came) {
    assertThat(read(CREATE + "\n{\"op\":\"end\",\"count\":" + counted + "}"))
        .containsExactly(new Read.Closed(A), new ReplyEnd.Miscounted(counted, came));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void what_is_said_twice_in_a_row_may_be_counted_once_or_twice(int counted) {
    assertThat(
            Replies.end(
                read(CREATE + "\n" + CREATE + "\n{\"op\":\"end\",\"count\":" + counted + "}")))
        .isEqualTo(new ReplyEnd.Complete());
  }

  @Test
  void prose_alone_is_nothing_and_an_announced_nothing_is_complete() {
    assertThat(read("I could not do {this}."))
        .containsExactly(new ReplyEnd.Nothing("it holds no operation and no end line"));
    assertThat(read("{\"op\":\"end\",\"count\":0}")).containsExactly(new ReplyEnd.Complete());
  }

  @Test
  void an_operation_behind_the_end_line_is_not_taken() {
    var other = CREATE.replace("red", "green");
    assertThat(read(CREATE + END + other))
        .containsExactly(
            new Read.Closed(A),
            new Read.Rejected(other, "it comes after the end line"),
            new ReplyEnd.Broken("operations come after its end line"));
  }

  @Test
  void what_has_one_reading_is_repaired_and_reported() {
    assertThat(
            read("{'op':\"create\",“path”:\"a.txt\",\"content\":\"red\n\",\"mode\":None,}" + END))
        .containsExactly(
            new Read.Closed(
                A,
                List.of(
                    "single quotes around a text",
                    "typographic quotes around a text",
                    "a raw line break in a text",
                    "another language's spelling of a constant",
                    "a trailing comma")),
            new ReplyEnd.Complete());
  }

  @Test
  void quotes_and_backslashes_inside_a_text_are_kept_where_they_leave_no_doubt() {
    var line = "{\"op\":\"create\",\"path\":\"a.txt\",\"content\":\"say(\"\\d\", \"x\")\"}\n";
    var reader = UnitReaders.of(Format.NDJSON);

    assertThat(reader.feed(line.substring(0, line.length() - 1))).isEmpty();
    assertThat(reader.feed("\n"))
        .containsExactly(
            new Read.Closed(
                create("say(\"\\d\", \"x\")"),
                List.of("an unescaped quote in a text", "a backslash that is no escape")));
  }

  @Test
  void an_operation_that_seems_to_end_inside_one_of_its_texts_is_never_taken_for_whole() {
    var start = "{\"op\":\"create\",\"path\":\"a.txt\",\"content\":";

    assertThat(Replies.end(read(start + "\"f(x=\"}\", y)\"}" + END)))
        .isEqualTo(new ReplyEnd.Miscounted(1, 2));
    assertThat(Replies.units(read(start + "\"f(\"x\"); g(\"}\")\"}" + END))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\":\"paint\",\"path\":\"a\"} | the operation 'paint' is unknown; there are declare,"
            + " create, rewrite, edit, delete, rename and end",
        "{\"op\":\"delete\",\"path\":\"/a\"} | The path '/a' is refused: it is absolute.",
        "{\"op\":\"create\",\"path\":\"a\"} | it has no 'content'",
        "{\"op\":\"create\",\"path\":\"a\",\"content\":7} | 'content' is a number, not a text",
        "{\"op\":\"edit\",\"path\":\"a\",\"replace\":[]} | 'a': an edit of 'a' without a replacement",
        "{\"op\":\"edit\",\"path\":\"a\",\"replace\":[{\"before\":\"\",\"after\":\"x\"}]} | 'a': a"
            + " replacement of nothing has no place",
        "{\"op\":\"rewrite\",\"path\":\"a\",\"content\":\"x\",\"replace\":[]} | the operation"
            + " 'rewrite' has no 'replace'",
        "{\"op\":\"create\",\"path\":\"a\",\"content\":\"\\ud800\"} | 'a': the text holds half a"
            + " character (\\ud800), which UTF-8 cannot write",
        "{\"op\":\"create\",\"path\":\"a\",\"content\":\"say \"hi, there\"} | what 'content' says is in"
            + " doubt; inside a text a double quote is written \\\" and a backslash \\\\",
        "{\"op\":\"create\",\"path\":\"a\",\"content\":\"\\0\"} | 'content' holds \\'0', which is no"
            + " JSON escape; a backslash in a text is written \\\\",
        "{\"op\":\"delete\",\"path\":\"a\",\"path\":\"b\"} | it holds 'path' twice"
      })
  void what_is_no_operation_is_refused_with_words_for_the_builder(String line, String why) {
    var read = read(line + END);

    assertThat(read).hasSize(2).last().isEqualTo(new ReplyEnd.Complete());
    assertThat(((Read.Rejected) read.getFirst()).why()).isEqualTo(why);
  }

  @Test
  void an_operation_that_was_never_closed_does_not_swallow_the_next_line() {
    var read =
        read(
            "{\"op\":\"create\",\"path\":\"b\",\"content\":\"never closed\n"
                + CREATE
                + "\n{\"op\":\"end\",\"count\":2}");

    assertThat(read)
        .containsExactly(
            new Read.Rejected(
                "{\"op\":\"create\",\"path\":\"b\",\"content\":\"never closed\n{\"op",
                "the next line begins another operation before this one is closed"),
            new Read.Closed(A),
            new ReplyEnd.Complete());
  }

  @Test
  void a_unit_or_a_reply_beyond_its_limit_is_given_up() {
    var limits = new ReaderLimits(80, 200, 2);

    assertThat(readWithin(limits, UnitWriter.write(Format.NDJSON, List.of(create("x".repeat(60))))))
        .extracting(Object::getClass)
        .containsExactly(Read.Rejected.class, ReplyEnd.Complete.class);
    assertThat(readWithin(limits, " ".repeat(201)))
        .containsExactly(new ReplyEnd.Broken("it is longer than 200 characters"));
    assertThat(readWithin(limits, (CREATE + "\n").repeat(3)))
        .containsExactly(
            new Read.Closed(A),
            new Read.Closed(A),
            new ReplyEnd.Broken("it has more than 2 operations"));
  }

  private static List<Object> readWithin(ReaderLimits limits, String reply) {
    return Replies.read(UnitReaders.of(Format.NDJSON, limits), reply);
  }

  private static Unit create(String content) {
    return new Unit.Change(new FileEdit.Create(new RepoPath("a.txt"), content));
  }

  private static List<Object> read(String reply) {
    return Replies.read(Format.NDJSON, reply);
  }
}
