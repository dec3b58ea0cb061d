package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import java.nio.file.Path;
import java.util.List;
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
  void wherever_a_reply_is_cut_what_is_kept_of_it_is_part_of_the_whole(String id, EditCase given) {
    var whole = edits(given, given.reply(), Recognition.Ended.BY_ITSELF);

    for (int cut = 0; cut < given.reply().length(); cut++) {
      var part = edits(given, given.reply().substring(0, cut), Recognition.Ended.STOPPED);
      assertThat(part)
          .as("%s cut at %d", id, cut)
          .allMatch(edit -> whole.isEmpty() || whole.stream().anyMatch(it -> begins(edit, it)));
    }
  }

  private static List<FileEdit> edits(EditCase given, String reply, Recognition.Ended ended) {
    return Recognition.read(reply, Format.NDJSON, ended, given.before()).stream()
        .flatMap(foreign -> foreign.units().stream())
        .map(closed -> ((Unit.Change) closed.unit()).edit())
        .toList();
  }

  /** Whether the edit is the other one, or its first replacements. */
  private static boolean begins(FileEdit edit, FileEdit whole) {
    return edit.equals(whole)
        || (edit instanceof FileEdit.Edit(var path, var some)
            && whole instanceof FileEdit.Edit(var same, var all)
            && path.equals(same)
            && some.size() <= all.size()
            && all.subList(0, some.size()).equals(some));
  }
}
