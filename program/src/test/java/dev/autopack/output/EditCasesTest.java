package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole replies as models write them, each with the one tree it may give. */
class EditCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases/edits.jsonl");

  static Stream<Arguments> cases() {
    return EditCase.all(CASES).map(it -> Arguments.of(it.id(), it));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void a_reply_gives_its_tree_or_is_refused(String id, EditCase given) {
    var got = given.read();

    assertThat(got.tree()).as("%s: %s", id, got.problems()).isEqualTo(given.after());
    assertThat(given.rung().orElse(got.rung())).isEqualTo(got.rung());
    assertThat(got.problems().isEmpty()).isEqualTo(got.tree().isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void the_beginning_of_a_reply_never_gives_another_whole_tree(String id, EditCase given) {
    var cut = given.reply().substring(0, given.reply().length() / 2);
    var stopped =
        Recognition.read(
            cut, dev.autopack.budget.Format.NDJSON, Recognition.Ended.STOPPED, given.before());

    assertThat(stopped.map(ForeignReply::end))
        .as(id)
        .isNotEqualTo(Optional.of(new ReplyEnd.Complete()));
  }
}
