package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullFileReaderTest {
  private static final String A = "{\"path\":\"a.txt\",\"mode\":\"create\",\"content\":\"x\\n\"}";
  private static final Unit CREATED =
      new Unit.Change(new FileEdit.Create(new RepoPath("a.txt"), "x\n"));

  @Test
  void a_file_closes_with_its_object_while_the_list_is_still_open() {
    var reader = UnitReaders.of(Format.FULL_FILE);

    assertThat(reader.feed("{\"summary\":\"s\",\"files\":[" + A))
        .containsExactly(new Read.Closed(CREATED));
    assertThat(reader.finish().end()).isEqualTo(new ReplyEnd.Cut("inside an open object"));
  }

  @Test
  void a_reply_ends_with_its_outermost_object_whatever_order_its_members_have() {
    assertThat(read("```json\n{\"files\":[" + A + "],\"summary\":\"done\"}\n```"))
        .isEqualTo(Replies.faultless(List.of(CREATED)));
  }

  @Test
  void an_empty_list_is_a_complete_reply_that_changes_nothing() {
    assertThat(read("{\"summary\":\"nothing to do\",\"files\":[]}"))
        .containsExactly(new ReplyEnd.Complete());
  }

  @Test
  void every_mode_is_read_and_another_is_refused() {
    var read =
        read(
            """
            {"files":[
              {"path":"a.txt","mode":"modify","content":"y"},
              {"path":"b.txt","mode":"delete"},
              {"path":"c.txt","mode":"append","content":"z"},
              {"path":"d.txt","mode":"create"},
            ]}\
            """);

    assertThat(read)
        .containsExactly(
            new Read.Closed(new Unit.Change(new FileEdit.Rewrite(new RepoPath("a.txt"), "y"))),
            new Read.Closed(new Unit.Change(new FileEdit.Delete(new RepoPath("b.txt")))),
            new Read.Rejected(
                "{\"path\":\"c.txt\",\"mode\":\"append\",\"content\":\"z\"}",
                "the mode 'append' of 'c.txt' is unknown; there are create, modify and delete"),
            new Read.Rejected("{\"path\":\"d.txt\",\"mode\":\"create\"}", "it has no 'content'"),
            new ReplyEnd.Complete());
  }

  @Test
  void a_file_that_is_no_json_breaks_the_reply_and_those_before_it_stay_read() {
    var read = read("{\"files\":[" + A + ",{\"path\":\"b.txt\",\"mode\":delete}," + A + "]}");

    assertThat(read.getFirst()).isEqualTo(new Read.Closed(CREATED));
    assertThat(read.get(1)).isInstanceOf(Read.Rejected.class);
    assertThat(Replies.end(read)).isInstanceOf(ReplyEnd.Broken.class);
    assertThat(read).hasSize(3);
  }

  @Test
  void an_object_without_files_is_refused_with_what_is_missing() {
    assertThat(read(A))
        .containsExactly(
            new Read.Rejected(A, "it has no 'files'"),
            new ReplyEnd.Nothing("none of its 1 operations can be used: it has no 'files'"));
  }

  private static List<Object> read(String reply) {
    return Replies.read(Format.FULL_FILE, reply);
  }
}
