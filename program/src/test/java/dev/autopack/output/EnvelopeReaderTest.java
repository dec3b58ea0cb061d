package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeReaderTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void every_operation_is_read() {
    var reply =
        """
        @@@ declare
        {"path":"a.txt","action":"create","symbols":["A"],"lines":2}
        @@@ end 1
        @@@ create a.txt
        red
        @@@ end 1 no-newline
        @@@ rewrite b.txt
        @@@ end 0
        @@@ edit c.txt
        @@@ before
        one
        two
        @@@ after
        three
        @@@ before no-newline
        x
        @@@ after no-newline
        y
        @@@ end 9
        @@@ delete d e.txt
        @@@ rename g.txt
        @@@ from f.txt
        @@@ end 1
        @@@ done 5
        """;

    assertThat(read(reply))
        .isEqualTo(
            Replies.faultless(
                List.of(
                    new Unit.Declare(
                        new Declaration(
                            List.of(
                                new Declaration.DeclaredFile(
                                    new RepoPath("a.txt"),
                                    Deliverable.Action.CREATE,
                                    List.of("A"),
                                    OptionalInt.of(2))))),
                    change(new FileEdit.Create(new RepoPath("a.txt"), "red")),
                    change(new FileEdit.Rewrite(new RepoPath("b.txt"), "")),
                    change(
                        new FileEdit.Edit(
                            new RepoPath("c.txt"),
                            List.of(
                                new Replacement("one\ntwo\n", "three\n"),
                                new Replacement("x", "y")))),
                    change(new FileEdit.Delete(new RepoPath("d e.txt"))),
                    change(
                        new FileEdit.Rename(
                            new RepoPath("g.txt"), new RepoPath("f.txt"), List.of())))));
  }

  /** Its writer forgot the longer fence; the counts alone keep the two apart. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_file_that_is_itself_an_envelope_does_not_end_at_its_own_end_lines(long seed) {
    var content = UnitWriter.write(Format.ENVELOPE, new AnyUnits(seed).plain());

    assertThat(read(carelesslyFramed(content)))
        .isEqualTo(
            Replies.faultless(
                List.of(change(new FileEdit.Create(new RepoPath("nested.txt"), content)))));
  }

  /** An end line that fits by chance closes too early; what follows then gives it away. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_text_that_closes_its_own_frame_by_chance_never_passes_as_complete(long seed) {
    var content = UnitWriter.write(Format.ENVELOPE, new AnyUnits(seed).all());
    var whole = List.of(change(new FileEdit.Create(new RepoPath("nested.txt"), content)));

    var read = read(carelesslyFramed(content));

    if (!Replies.units(read).equals(whole)) {
      assertThat(Replies.end(read)).isInstanceOf(ReplyEnd.Broken.class);
    }
  }

  private static String carelesslyFramed(String content) {
    var lines = content.chars().filter(c -> c == '\n').count();
    return "@@@ create nested.txt\n%s@@@ end %d\n@@@ done 1\n".formatted(content, lines);
  }

  @Test
  void a_line_that_fits_before_the_real_end_breaks_the_reply() {
    var read = read("@@@ create a.txt\none\n@@@ end 1\ntwo\n@@@ end 3\n@@@ done 1\n");

    assertThat(Replies.end(read))
        .isEqualTo(
            new ReplyEnd.Broken(
                "a line '@@@ end 3' stands outside of any operation, after 'a.txt'; where a text"
                    + " holds lines like the format's own, begin all marks around it with one more"
                    + " '@'"));
  }

  @Test
  void a_longer_fence_lets_a_text_hold_any_line_of_a_shorter_one() {
    assertThat(read("@@@@ create a.txt\n@@@ end 0\n@@@ done 1\n@@@@ end 2\n@@@ done 1\n"))
        .isEqualTo(
            Replies.faultless(
                List.of(
                    change(
                        new FileEdit.Create(new RepoPath("a.txt"), "@@@ end 0\n@@@ done 1\n")))));
  }

  @Test
  void wrong_counts_are_mended_once_the_reply_says_how_many_operations_there_are() {
    var read =
        read(
            """
            @@@ create a.txt
            one
            two
            @@@ end 3

            @@@ edit b.txt
            @@@ before
            x
            @@@ after
            y
            @@@ end
            @@@ delete c.txt
            @@@ create d.txt
            four
            @@@ end 1
            @@@ done 4\
            """);

    assertThat(read)
        .containsExactly(
            new Read.Closed(
                change(new FileEdit.Create(new RepoPath("a.txt"), "one\ntwo\n")),
                List.of("its end line counts 3 lines, 2 came")),
            new Read.Closed(
                change(
                    new FileEdit.Edit(
                        new RepoPath("b.txt"), List.of(new Replacement("x\n", "y\n")))),
                List.of("its end line counts no lines, 4 came")),
            new Read.Closed(change(new FileEdit.Delete(new RepoPath("c.txt")))),
            new Read.Closed(change(new FileEdit.Create(new RepoPath("d.txt"), "four\n"))),
            new ReplyEnd.Complete());
  }

  @Test
  void a_wrong_count_is_not_mended_where_the_text_may_be_an_envelope_of_its_own() {
    var read = read("@@@ create a.txt\n@@@ create x\none\n@@@ end 1\n@@@ end 9\n@@@ done 1\n");

    assertThat(read).containsExactly(new ReplyEnd.Cut("inside 'a.txt'"));
  }

  @Test
  void a_wrong_count_is_not_mended_where_the_number_of_operations_is_another() {
    assertThat(read("@@@ create a.txt\none\n@@@ end 2\n@@@ done 2\n"))
        .containsExactly(new ReplyEnd.Cut("inside 'a.txt'"));
  }

  @Test
  void a_reply_that_came_with_crlf_throughout_is_read_as_if_it_had_not() {
    assertThat(read("@@@ create a.txt\r\none\r\n\r\n@@@ end 2\r\n\r\n@@@ done 1\r\n"))
        .containsExactly(
            new Read.Closed(
                change(new FileEdit.Create(new RepoPath("a.txt"), "one\n\n")),
                List.of("the reply's lines end in CRLF")),
            new ReplyEnd.Complete());
  }

  @Test
  void a_file_with_crlf_keeps_it() {
    assertThat(read("@@@ create a.txt\none\r\ntwo\r\n@@@ end 2\n@@@ done 1\n"))
        .isEqualTo(
            Replies.faultless(
                List.of(change(new FileEdit.Create(new RepoPath("a.txt"), "one\r\ntwo\r\n")))));
  }

  @Test
  void what_is_no_operation_is_refused_with_its_reason_and_counted() {
    var read =
        read(
            """
            @@@ create ../a.txt
            @@@ end 0
            @@@ modify b.txt
            x
            @@@ end 1
            @@@ edit c.txt
            @@@ after
            x
            @@@ end 2
            @@@ rename d.txt
            @@@ end 0
            @@@ done 4
            """);

    assertThat(read)
        .containsExactly(
            new Read.Rejected(
                "@@@ create ../a.txt",
                "'../a.txt': The path '../a.txt' is refused: it leaves the repository."),
            new Read.Rejected(
                "@@@ modify b.txt",
                "the operation 'modify' is unknown; there are declare, create, rewrite, edit,"
                    + " delete and rename"),
            new Read.Rejected(
                "@@@ edit c.txt",
                "'c.txt': its parts are out of order: 'after' stands without a 'before'; if its"
                    + " texts hold lines like these, begin all of its marks with one more '@'"),
            new Read.Rejected(
                "@@@ rename d.txt",
                "the rename to 'd.txt' does not say what from; its first line is '@@@ from OLD'"),
            new ReplyEnd.Complete());
  }

  @Test
  void a_last_line_that_may_be_half_a_line_is_believed_only_where_it_fits() {
    assertThat(read("@@@ delete a.txt\n@@@ done 1")).endsWith(new ReplyEnd.Complete());
    assertThat(read("@@@ delete a.txt\n@@@ done 12"))
        .endsWith(new ReplyEnd.Cut("inside its last line"));
    assertThat(read("@@@ delete a.t")).containsExactly(new ReplyEnd.Cut("inside its last line"));
  }

  private static List<Object> read(String reply) {
    return Replies.read(Format.ENVELOPE, reply);
  }

  private static Unit change(FileEdit edit) {
    return new Unit.Change(edit);
  }
}
