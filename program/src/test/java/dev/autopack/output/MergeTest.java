package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.TextPart.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the calls of a batch come to together; what of it went wrong on real commits. */
class MergeTest {
  private static final RepoPath PATH = new RepoPath("a.txt");

  @Test
  void the_same_change_at_another_place_is_no_repetition_of_a_kept_hunk() {
    var merge = new Merge();
    merge.add(open(hunk(10)));
    merge.nextCall();

    var edit = merge.add(edit(hunk(90)));

    assertThat(edit.map(MergeTest::firstLines)).contains(List.of(10, 90));
  }

  @Test
  void a_kept_hunk_that_comes_again_is_left_out() {
    var merge = new Merge();
    merge.add(open(hunk(10)));
    merge.nextCall();

    var edit = merge.add(edit(hunk(10), hunk(90)));

    assertThat(edit.map(MergeTest::firstLines)).contains(List.of(10, 90));
  }

  @Test
  void replacements_do_not_go_on_with_hunks() {
    var merge = new Merge();
    merge.add(open(hunk(10)));
    merge.nextCall();

    var edit =
        merge.add(
            new Unit.Change(new FileEdit.Edit(PATH, List.of(new Replacement("old\n", "new\n")))));

    assertThat(edit).isEmpty();
    assertThat(merge.merged().problems()).hasSize(1);
  }

  @Test
  void an_operation_that_is_begun_again_behind_its_end_is_whole_already() {
    var merge = new Merge();
    var whole = new FileEdit.Create(PATH, "one\ntwo\n");
    merge.add(new Unit.Change(whole));
    merge.add(Partial.content(Partial.Operation.CREATE, PATH, "one\nt"));

    assertThat(merge.merged().edits()).containsExactly(whole);
    assertThat(merge.merged().open()).isEmpty();
  }

  private static Replacement hunk(int line) {
    return new Replacement("old\n", "new\n", Optional.of(Lines.HUNK.withFirst(line)));
  }

  private static Unit edit(Replacement... hunks) {
    return new Unit.Change(new FileEdit.Edit(PATH, List.of(hunks)));
  }

  private static Partial open(Replacement hunk) {
    return new Partial(
        Partial.Operation.EDIT,
        PATH,
        Optional.empty(),
        List.of(
            new TextPart(Role.BEFORE, hunk.before(), hunk.lines()),
            new TextPart(Role.AFTER, hunk.after(), Optional.empty())),
        Partial.Tail.CLOSED);
  }

  private static List<Integer> firstLines(FileEdit edit) {
    return ((FileEdit.Edit) edit)
        .replacements().stream()
            .map(each -> each.lines().orElseThrow().first().orElseThrow())
            .toList();
  }
}
