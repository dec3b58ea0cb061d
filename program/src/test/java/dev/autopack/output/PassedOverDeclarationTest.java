package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassedOverDeclarationTest {
  private static final Unit A =
      new Unit.Change(new FileEdit.Create(new RepoPath("a.txt"), "red\n"));
  private static final Unit DECLARED =
      new Unit.Declare(
          new Declaration(
              List.of(
                  new DeclaredFile(
                      new RepoPath("a.txt"),
                      Deliverable.Action.CREATE,
                      List.of(),
                      OptionalInt.of(1)))));
  private static final String LINE = "{\"path\":\"a.txt\",\"action\":\"create\",\"lines\":1}\n";
  private static final String ENVELOPE = "@@@ create a.txt\nred\n@@@ end 1\n@@@ done 1\n";
  private static final String NDJSON =
      "{\"op\":\"create\",\"path\":\"a.txt\",\"content\":\"red\\n\"}\n{\"op\":\"end\",\"count\":1}\n";

  static Stream<String> unreadable() {
    return Stream.of(
        // Of the wrong shape, or with words that there are not.
        "{\"op\":\"declare\"}\n",
        "{\"op\":\"declare\",\"files\":[]}\n",
        "{\"op\":\"declare\",\"files\":{\"path\":\"a.txt\"}}\n",
        "{\"op\":\"declare\",\"files\":[\"a.txt\"]}\n",
        "{\"op\":\"declare\",\"files\":[{\"path\":\"../a.txt\",\"action\":\"create\"}]}\n",
        "{\"op\":\"declare\",\"files\":[{\"path\":\"a.txt\",\"action\":\"paint\"}]}\n",
        "{\"op\":\"declare\",\"files\":[{\"path\":\"a.txt\",\"action\":\"create\",\"lines\":\"few\"}]}\n",
        // No JSON.
        "{\"op\":\"declare\",\"files\":[{\"path\":\"a.txt\",\"action\":\"create\"}\n",
        "{\"op\":\"declare\",\"files\":[{\"path\":\"a.txt\",\"action\":\n",
        "{\"op\":\"declare\",\"files\":[{\"path\":P,\"action\":A}, ...]}\n",
        "{\"op\": \"declare\", \"files\": ] }\n");
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void of_ndjson_fails_nothing(String declaration) {
    assertThat(passedOver(Replies.read(Format.NDJSON, declaration + NDJSON))).hasSize(1);
    assertThat(Replies.readByCharacter(Format.NDJSON, declaration + NDJSON))
        .isEqualTo(Replies.read(Format.NDJSON, declaration + NDJSON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@@ declare\n@@@ end 0\n",
        "@@@ declare\n{\"path\":\"a.txt\"}\n@@@ end 1\n",
        "@@@ declare\na.txt, to be created\n@@@ end 1\n",
        "@@@ declare\n{\"path\":\"../a.txt\",\"action\":\"create\"}\n@@@ end 1\n",
        "@@@ declare\n[{\"path\":\"a.txt\",\"action\":\"create\"}]\n@@@ end 7\n",
        "@@@ declare\n{\"path\":\"a.txt\",\n  \"action\":\"create\"}\n@@@ end 2\n",
        "@@@ declare {\"path\":\"a.txt\",\"action\":\"create\"}\n",
        "@@@ declare\na.txt\n"
      })
  void of_the_envelope_fails_nothing(String declaration) {
    assertThat(passedOver(Replies.read(Format.ENVELOPE, declaration + ENVELOPE))).hasSize(1);
    assertThat(Replies.readByCharacter(Format.ENVELOPE, declaration + ENVELOPE))
        .isEqualTo(Replies.read(Format.ENVELOPE, declaration + ENVELOPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@@@ end\n", "@@@ end 3\n", "", "@@@@ end 1\n"})
  void one_of_the_envelope_with_a_wrong_end_line_is_read_all_the_same(String end) {
    var read = Replies.read(Format.ENVELOPE, "@@@ declare\n" + LINE + end + ENVELOPE);

    assertThat(Replies.units(read)).containsExactly(DECLARED, A);
    assertThat(Replies.end(read)).isEqualTo(new ReplyEnd.Complete());
    assertThat(((Read.Closed) read.getFirst()).repairs()).hasSize(1);
  }

  @Test
  void one_behind_the_end_fails_nothing() {
    assertThat(passedOver(Replies.read(Format.NDJSON, NDJSON + "{\"op\":\"declare\"}\n")))
        .hasSize(1);
    assertThat(passedOver(Replies.read(Format.ENVELOPE, ENVELOPE + "@@@ declare\n@@@ end 0\n")))
        .hasSize(1);
  }

  @Test
  void a_cut_inside_one_leaves_nothing_and_is_a_cut() {
    assertThat(Replies.end(Replies.read(Format.ENVELOPE, "@@@ declare\n" + LINE)))
        .isInstanceOf(ReplyEnd.Cut.class);
    assertThat(
            Replies.end(
                Replies.read(Format.NDJSON, "{\"op\":\"declare\",\"files\":[{\"path\":\"a.t")))
        .isInstanceOf(ReplyEnd.Cut.class);
  }

  /** What was passed over of a reply that is whole by itself. */
  private static List<Object> passedOver(List<Object> read) {
    assertThat(Replies.units(read)).containsExactly(A);
    assertThat(Replies.end(read)).isEqualTo(new ReplyEnd.Complete());
    assertThat(read).noneMatch(Read.Rejected.class::isInstance);
    return read.stream().filter(Read.PassedOver.class::isInstance).toList();
  }
}
