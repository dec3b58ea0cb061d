package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.TextPart.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  void a_change_that_is_made_twice_is_not_lost_where_the_second_was_cut() {
    assertThat(goneOnWith(TWICE).map(MergeTest::firstLines)).contains(List.of(10, 24));
    assertThat(goneOnWith(TWICE, hunk(90)).map(MergeTest::firstLines))
        .contains(List.of(10, 24, 90));
    assertThat(goneOnWith(at(TWICE, 10), TWICE).map(MergeTest::firstLines))
        .as("the first again, which says its place")
        .contains(List.of(10, 24));
  }

  private static final Replacement TWICE =
      new Replacement("mark\nold\n", "mark\nnew\n", Optional.of(Lines.HUNK));

  private static Replacement at(Replacement hunk, int line) {
    return new Replacement(hunk.before(), hunk.after(), Optional.of(Lines.HUNK.withFirst(line)));
  }

  /** Of the second of two equal hunks the beginning of its first line is there. */
  private static Optional<FileEdit> goneOnWith(Replacement... hunks) {
    var merge = new Merge();
    var first = at(TWICE, 10);
    merge.add(
        new Partial(
            Partial.Operation.EDIT,
            PATH,
            Optional.empty(),
            List.of(
                new TextPart(Role.BEFORE, first.before(), first.lines()),
                new TextPart(Role.AFTER, first.after()),
                new TextPart(Role.BEFORE, "", Optional.of(Lines.HUNK.withFirst(24))),
                new TextPart(Role.AFTER, "ma")),
            Partial.Tail.OPEN));
    merge.nextCall();
    return merge.add(edit(hunks));
  }

  @Test
  void a_line_that_is_too_long_to_be_shown_may_come_again_from_its_beginning() {
    var line = IntStream.range(0, 400).mapToObj(i -> "f" + i).collect(Collectors.joining(";"));
    var merge = new Merge();
    merge.add(Partial.content(Partial.Operation.CREATE, PATH, "one\n" + line.substring(0, 1_200)));
    merge.nextCall();

    var edit = merge.add(edit(new Replacement("", line + "\nend\n", Optional.of(Lines.HUNK))));

    assertThat(edit).contains(new FileEdit.Create(PATH, "one\n" + line + "\nend\n"));
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

  @Test
  void a_deleted_line_that_was_begun_must_come_whole() {
    assertThat(goneOnWith("a\nb\n", "a\nB\n"))
        .contains(new FileEdit.Edit(PATH, List.of(replaced("a\nb\n", "a\nB\n"))));
    assertThat(goneOnWith("a\n", "a\nB\n")).as("the line would stay").isEmpty();
    assertThat(goneOnWith("a\nc\n", "a\nB\n")).as("another line").isEmpty();
  }

  @Test
  void a_deleted_line_that_was_begun_may_be_cut_again() {
    var merge = begun("a\n", "a\n", "beg");
    merge.add(hunks("a\n", "a\n", "begun l"));

    assertThat(merge.merged().open()).containsExactly(hunks("a\n", "a\n", "begun l"));

    merge.nextCall();
    merge.add(hunks("a\nbegun line\n", "a\n", "oth"));

    assertThat(merge.merged().problems()).isEmpty();
    assertThat(merge.merged().open()).containsExactly(hunks("a\nbegun line\n", "a\n", "oth"));
  }

  private static Optional<FileEdit> goneOnWith(String old, String fresh) {
    return begun("a\n", "a\n", "b").add(edit(replaced(old, fresh)));
  }

  private static Merge begun(String old, String fresh, String deleted) {
    var merge = new Merge();
    merge.add(hunks(old, fresh, deleted));
    merge.nextCall();
    return merge;
  }

  private static Partial hunks(String old, String fresh, String deleted) {
    var open =
        new Hunks.Open(
            new TextPart(Role.BEFORE, old, Optional.of(Lines.HUNK)),
            new TextPart(Role.AFTER, fresh),
            deleted);
    return new Partial(
        Partial.Operation.EDIT, PATH, Optional.empty(), open.parts(), Partial.Tail.OPEN);
  }

  private static Replacement replaced(String old, String fresh) {
    return new Replacement(old, fresh, Optional.of(Lines.HUNK));
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
