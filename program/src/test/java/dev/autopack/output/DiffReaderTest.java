package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Create;
import dev.autopack.edit.FileEdit.Delete;
import dev.autopack.edit.FileEdit.Edit;
import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Rename;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.RepoPath;
import dev.autopack.output.UnitReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffReaderTest {
  private static final String HUNK = "@@ -3,2 +3,2 @@\n one\n-two\n+2\n";

  @Test
  void each_file_closes_where_the_next_begins_and_the_last_at_the_end_line() {
    var reader = UnitReaders.of(Format.DIFF);

    assertThat(reader.feed(header("a.txt") + HUNK)).isEmpty();
    assertThat(reader.feed("diff --git a/b.txt b/b.txt\n"))
        .containsExactly(closed(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))));
    assertThat(reader.feed("--- a/b.txt\n+++ b/b.txt\n" + HUNK)).isEmpty();
    assertThat(reader.feed("# end 2\n"))
        .containsExactly(closed(edit("b.txt", hunk(3, "one\ntwo\n", "one\n2\n"))));
    assertThat(reader.finish().end()).isEqualTo(new ReplyEnd.Complete());
  }

  @Test
  void what_git_prints_for_each_kind_of_change_is_read() {
    assertThat(
            edits(
                """
                diff --git a/new.txt b/new.txt
                new file mode 100644
                index 0000000..e965047
                --- /dev/null
                +++ b/new.txt
                @@ -0,0 +1 @@
                +Hello
                diff --git a/empty.txt b/empty.txt
                new file mode 100644
                index 0000000..e69de29
                diff --git a/gone.txt b/gone.txt
                deleted file mode 100644
                index e965047..0000000
                --- a/gone.txt
                +++ /dev/null
                @@ -1 +0,0 @@
                -Hello
                diff --git a/void.txt b/void.txt
                deleted file mode 100644
                index e69de29..0000000
                diff --git a/old/here.txt b/new/there.txt
                similarity index 100%
                rename from old/here.txt
                rename to new/there.txt
                # end 5
                """))
        .containsExactly(
            new Create(path("new.txt"), "Hello\n"),
            new Create(path("empty.txt"), ""),
            new Delete(path("gone.txt")),
            new Delete(path("void.txt")),
            new Rename(path("new/there.txt"), path("old/here.txt"), List.of()));
  }

  @Test
  void a_rename_with_changes_is_one_unit() {
    assertThat(
            edits(
                """
                diff --git a/one.txt b/two.txt
                similarity index 71%
                rename from one.txt
                rename to two.txt
                index 1234567..89abcde 100644
                --- a/one.txt
                +++ b/two.txt
                """
                    + HUNK
                    + "# end 1\n"))
        .containsExactly(
            new Rename(
                path("two.txt"), path("one.txt"), List.of(hunk(3, "one\ntwo\n", "one\n2\n"))));
  }

  @Test
  void names_of_another_file_begin_it_where_the_one_above_needs_no_hunk() {
    assertThat(
            edits(
                """
                diff --git a/docs/one.txt b/one.txt
                rename from docs/one.txt
                rename to one.txt
                --- a/two.txt
                +++ b/two.txt
                """
                    + HUNK
                    + """
                    diff --git a/void.txt b/void.txt
                    new file mode 100644
                    --- a/three.txt
                    +++ b/three.txt
                    """
                    + HUNK
                    + """
                    diff --git a/gone.txt b/gone.txt
                    deleted file mode 100644
                    --- /dev/null
                    +++ b/four.txt
                    @@ -0,0 +1 @@
                    +4
                    # end 6
                    """))
        .containsExactly(
            new Rename(path("one.txt"), path("docs/one.txt"), List.of()),
            edit("two.txt", hunk(3, "one\ntwo\n", "one\n2\n")),
            new Create(path("void.txt"), ""),
            edit("three.txt", hunk(3, "one\ntwo\n", "one\n2\n")),
            new Delete(path("gone.txt")),
            new Create(path("four.txt"), "4\n"));
  }

  @Test
  void line_ends_and_the_missing_last_one_are_exact() {
    assertThat(
            edits(
                header("a.txt")
                    + "@@ -1,2 +1,2 @@\n \ufeffone\r\n-two\n\\ No newline at end of file\n+2\r\n# end 1\n"))
        .containsExactly(edit("a.txt", hunk(1, "\ufeffone\r\ntwo", "\ufeffone\r\n2\r\n")));
    assertThat(
            edits(header("a.txt") + "@@ -1 +1,2 @@\n one\n\\ No newline at end of file\n# end 1\n"))
        .as("a mark belongs to both texts below an unchanged line")
        .containsExactly(edit("a.txt", new Replacement("one", "one", Optional.of(Lines.HUNK))));
    assertThat(
            edits(
                "--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,2 @@\n+\tone \n+two\n\\ No newline at end of file\n# end 1\n"))
        .containsExactly(new Create(path("a.txt"), "\tone \ntwo"));
  }

  @Test
  void a_reply_that_carries_crlf_in_its_own_lines_is_read_as_if_it_had_lf() {
    assertThat(
            Replies.read(Format.DIFF, (header("a.txt") + HUNK + "# end 1\n").replace("\n", "\r\n")))
        .containsExactly(
            new Read.Closed(
                new Unit.Change(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))),
                List.of("the reply's lines end in CRLF")),
            new ReplyEnd.Complete());
  }

  @Test
  void lines_of_a_file_that_look_like_a_diff_stay_lines_of_the_file() {
    assertThat(
            edits(
                header("a.sql")
                    + """
                    @@ -1,5 +1,5 @@
                     -- top
                    --- old comment
                    +++ b
                     @@ -1 +1 @@
                     diff --git a/x b/x
                     # end 1
                    # end 1
                    """))
        .containsExactly(
            edit(
                "a.sql",
                hunk(
                    1,
                    "-- top\n-- old comment\n@@ -1 +1 @@\ndiff --git a/x b/x\n# end 1\n",
                    "-- top\n++ b\n@@ -1 +1 @@\ndiff --git a/x b/x\n# end 1\n")));
  }

  @Test
  void two_last_lines_that_look_like_names_are_the_hunks_own_where_the_counts_say_so() {
    assertThat(
            edits(
                header("a.sql")
                    + "@@ -1,2 +1,2 @@\n one\n--- two, the second\n+++ 2\n@@ -9 +9 @@\n-a\n+b\n# end 1\n"))
        .containsExactly(
            edit(
                "a.sql",
                hunk(1, "one\n-- two, the second\n", "one\n++ 2\n"),
                hunk(9, "a\n", "b\n")));
  }

  @Test
  void wrong_counts_are_reported_and_their_numbers_not_believed() {
    var read =
        Replies.read(
            Format.DIFF,
            header("a.txt")
                + "@@ -3,9 +3,1 @@\n one\n-two\n+2\n--- a/b.txt\n+++ b/b.txt\n"
                + HUNK
                + "# end 2\n");

    assertThat(read)
        .containsExactly(
            new Read.Closed(
                new Unit.Change(
                    edit(
                        "a.txt",
                        new Replacement("one\ntwo\n", "one\n2\n", Optional.of(Lines.HUNK)))),
                List.of("the hunk at line 3 counts -9 +1, and -2 +2 came")),
            closed(edit("b.txt", hunk(3, "one\ntwo\n", "one\n2\n"))),
            new ReplyEnd.Complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@@", "@@ @@", "@@ ... @@", "@@ -?,? +?,? @@", "@@ -1 @@"})
  void a_hunk_needs_no_numbers(String header) {
    assertThat(edits(header("a.txt") + header + "\n one\n-two\n+2\n# end 1\n"))
        .containsExactly(
            edit("a.txt", new Replacement("one\ntwo\n", "one\n2\n", Optional.of(Lines.HUNK))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@ def one():",
        "@@ def one(): @@",
        "@@ ... @@ def one():",
        "@@ -?,? +?,? @@ def one():"
      })
  void what_a_hunks_first_line_says_stands_above_it_is_kept(String header) {
    var below = Optional.of(Lines.HUNK.withSection("def one():"));

    assertThat(edits(header("a.txt") + header + "\n one\n-two\n+2\n# end 1\n"))
        .containsExactly(edit("a.txt", new Replacement("one\ntwo\n", "one\n2\n", below)));
  }

  @Test
  void numbers_that_contradict_the_lines_added_above_are_not_believed() {
    assertThat(
            edits(
                header("a.txt")
                    + "@@ -3 +3,2 @@\n one\n+more\n@@ -9 +9 @@\n-a\n+b\n@@ -20 +21 @@\n-c\n+d\n# end 1\n"))
        .containsExactly(
            edit(
                "a.txt",
                hunk(3, "one\n", "one\nmore\n"),
                new Replacement("a\n", "b\n", Optional.of(Lines.HUNK)),
                hunk(20, "c\n", "d\n")));
  }

  @Test
  void unchanged_lines_may_lack_their_space_and_blank_ones_everything() {
    var expected =
        edit(
            "a.py",
            new Replacement(
                "def a():\n    b = 1\n\n    c()\n",
                "def a():\n    b = 2\n\n    c()\n",
                Optional.of(Lines.HUNK.withFirst(1))));

    assertThat(
            edits(
                header("a.py")
                    + "@@ -1,4 +1,4 @@\n def a():\n-    b = 1\n+    b = 2\n\n     c()\n# end 1\n"))
        .containsExactly(expected);
    assertThat(
            edits(
                header("a.py")
                    + "@@ -1,4 +1,4 @@\ndef a():\n-    b = 1\n+    b = 2\n\n    c()\n# end 1\n"))
        .as("all unchanged lines lack it")
        .containsExactly(expected);
    assertThat(
            edits(
                header("a.py")
                    + "@@ -1,4 +1,4 @@\ndef a():\n-    b = 1\n+    b = 2\n\n     c()\n# end 1\n"))
        .as("one of them lacks it")
        .containsExactly(expected);
  }

  @Test
  void blank_lines_between_files_belong_to_no_hunk() {
    assertThat(
            edits(
                header("a.txt")
                    + HUNK
                    + "\n\n"
                    + header("b.txt")
                    + "@@ ... @@\n one\n-two\n+2\n\n\n# end 2\n"))
        .containsExactly(
            edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n")),
            edit("b.txt", new Replacement("one\ntwo\n", "one\n2\n", Optional.of(Lines.HUNK))));
  }

  @Test
  void fences_and_prose_around_and_between_are_passed_over() {
    var diff = "--- a/a.txt\n+++ b/a.txt\n" + HUNK;

    for (var reply :
        List.of(
            "Here it is:\n\n```diff\n" + diff + "```\n\n- Fixed two\n- And one\n\n# end 1\n",
            "Here:\n" + diff + "\n- Fixed two\n+ And one\nDone.\n# end 1\n",
            "~~~~\n" + diff + "~~~~\nSo `two` is 2.\n# end 1",
            "```diff\n" + diff + "# end 1\n```\n",
            "From: Ada\nSubject: [PATCH] Two\n---\n a.txt | 2 +-\n\n"
                + diff
                + "-- \n2.39.5\n\n# end 1\n")) {
      assertThat(Replies.read(Format.DIFF, reply))
          .as(reply)
          .isEqualTo(
              Replies.faultless(
                  List.of(new Unit.Change(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))))));
    }
  }

  @Test
  void hunks_of_one_file_in_fences_of_their_own_are_one_edit() {
    assertThat(
            edits(
                "```diff\n--- a/a.txt\n+++ b/a.txt\n"
                    + HUNK
                    + "```\nand further down\n```diff\n@@ -9 +9 @@\n-a\n+b\n```\n# end 1\n"))
        .containsExactly(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"), hunk(9, "a\n", "b\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--- a/src/x.py | +++ b/src/x.py | src/x.py",
        "--- src/x.py | +++ src/x.py | src/x.py",
        "--- a/x.py | +++ x.py | x.py",
        "--- a/a/x.py | +++ b/a/x.py | a/x.py",
        "--- a/x.py | +++ a/x.py | a/x.py",
        "--- i/x.py | +++ w/x.py | x.py",
        "--- a/x.py.orig | +++ b/x.py | x.py",
        "--- a/two words.py~\t~2026-01-02 | +++ b/two words.py | two words.py",
        "--- a/x.py 2026-01-02 03:04:05.000 +0000 | +++ b/x.py 2026-01-02 03:04:05.000 +0000 | x.py",
        "--- ~\"~a/na\\303\\257ve \\\"q\\\".py~\"~ | +++ ~\"~b/na\\303\\257ve \\\"q\\\".py~\"~ | naïve ~\"~q~\"~.py",
        "--- a/./src//x.py | +++ b/./src//x.py | src/x.py"
      })
  void names_are_read_as_they_are_written(String before, String after, String path) {
    var lines = before.replace("~", "") + "\n" + after.replace("~", "") + "\n";

    assertThat(edits(lines + HUNK + "# end 1\n"))
        .extracting(FileEdit::path)
        .containsExactly(path(path.replace("~", "")));
  }

  @Test
  void names_of_a_git_line_alone_are_told_apart_where_they_are_the_same_or_quoted() {
    assertThat(
            edits(
                """
                diff --git a/two words b/c.txt b/two words b/c.txt
                new file mode 100644
                diff --git "a/na\\303\\257ve.txt" "b/na\\303\\257ve.txt"
                new file mode 100644
                diff --git a/plain.txt b/plain.txt
                deleted file mode 100644
                # end 3
                """))
        .containsExactly(
            new Create(path("two words b/c.txt"), ""),
            new Create(path("naïve.txt"), ""),
            new Delete(path("plain.txt")));
  }

  @Test
  void two_sections_of_one_file_are_two_units_and_may_be_counted_as_one_file() {
    var twice = header("a.txt") + HUNK + header("a.txt") + "@@ -9 +9 @@\n-a\n+b\n";

    assertThat(Replies.end(Replies.read(Format.DIFF, twice + "# end 2\n")))
        .isEqualTo(new ReplyEnd.Complete());
    assertThat(Replies.read(Format.DIFF, twice + "# end 1\n"))
        .containsExactly(
            closed(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))),
            closed(edit("a.txt", hunk(9, "a\n", "b\n"))),
            new ReplyEnd.Complete());
  }

  @Test
  void a_change_of_mode_is_left_out_and_said() {
    var mode = "diff --git a/x.sh b/x.sh\nold mode 100644\nnew mode 100755\n";

    assertThat(Replies.read(Format.DIFF, mode + "--- a/x.sh\n+++ b/x.sh\n" + HUNK + "# end 1\n"))
        .containsExactly(
            new Read.Closed(
                new Unit.Change(edit("x.sh", hunk(3, "one\ntwo\n", "one\n2\n"))),
                List.of("its change to the mode 100755 was left out")),
            new ReplyEnd.Complete());
    assertThat(edits(mode + header("a.txt") + HUNK + "# end 2\n"))
        .containsExactly(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n")));
  }

  static Stream<String> unusable() {
    return Stream.of(
        "diff --git a/x.png b/x.png\nindex 1..2\nBinary files a/x.png and b/x.png differ\n",
        "diff --git a/x.png b/x.png\nGIT binary patch\nliteral 3\nKcmZ\n",
        "diff --git a/x b/y\nsimilarity index 90%\ncopy from x\ncopy to y\n",
        "diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n",
        "diff --git a/x b/x\nindex 1..2 100644\n",
        "--- a/x\n+++ b/x\n",
        "--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n",
        "--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n",
        "--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n",
        "--- a/.git/config\n+++ b/.git/config\n@@ -1 +1 @@\n-a\n+b\n",
        "--- a/x\n+++ /dev/null\n@@ -1,2 +1 @@\n-a\n b\n",
        "--- /dev/null\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n",
        "--- a/x\n+++ b/x\n@@ -4,0 +5 @@\n+b\n",
        "--- a/x\n+++ b/x\n@@ -1 +1 @@\n a\n",
        "--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n--a\n++b\n",
        "@@ -1 +1 @@\n-a\n+b\n");
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void what_is_no_unit_is_rejected_and_still_counted(String section) {
    var read = Replies.read(UnitReaders.ofEndedDiff(ReaderLimits.STANDARD), section + "# end 1\n");

    assertThat(read).hasSize(2);
    assertThat(read.getFirst()).isInstanceOf(Read.Rejected.class);
    assertThat(read.getLast()).isEqualTo(new ReplyEnd.Complete());
  }

  @Test
  void a_file_without_a_hunk_has_nothing_missing_where_its_hunks_came_before_a_cut() {
    assertThat(Replies.units(Replies.read(Format.DIFF, header("a.txt") + "# end 1\n")))
        .containsExactly(new Unit.Continue(path("a.txt"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@@ ... @@\n", "@@ -3,2 +3,2 @@\n"})
  void the_name_of_a_file_behind_its_own_hunk_is_no_line_of_it(String first) {
    var again = "+++ b/a.txt\n" + first + " one\n-two\n+2\n";

    assertThat(Replies.units(Replies.read(Format.DIFF, again + again + "# end 2\n"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@@ ... @@\n", "@@ -3,2 +3,2 @@\n"})
  void the_name_of_another_file_behind_a_hunk_is_no_line_of_it(String first) {
    var hunk = first + " one\n-two\n+2\n";
    var reply = "+++ b/a.txt\n" + hunk + "+++ b/b.txt\n" + hunk + "# end 2\n";

    var read = Replies.read(Format.DIFF, reply);

    assertThat(Replies.end(read)).isEqualTo(new ReplyEnd.Complete());
    var alone = Replies.units(Replies.read(Format.DIFF, "+++ b/a.txt\n" + hunk + "# end 1\n"));
    assertThat(Replies.units(read)).hasSize(2).startsWith(alone.getFirst());
  }

  @Test
  void a_line_like_a_name_that_a_hunk_counts_is_a_line_of_it() {
    var reply =
        "--- a/a.txt\n+++ b/a.txt\n@@ -3,1 +3,2 @@\n one\n+++ b/b.txt\n@@ -9 +10 @@\n-x\n+y\n# end 1\n";

    assertThat(Replies.units(Replies.read(Format.DIFF, reply)).toString())
        .contains("++ b/b.txt")
        .doesNotContain("path=b.txt");
  }

  @Test
  void a_reply_that_nobody_asked_to_end_with_a_line_ends_with_its_text() {
    var reader = UnitReaders.ofEndedDiff(ReaderLimits.STANDARD);

    assertThat(Replies.read(reader, header("a.txt") + HUNK.stripTrailing()))
        .isEqualTo(
            Replies.faultless(
                List.of(new Unit.Change(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))))));
  }

  @Test
  void a_cut_leaves_the_whole_hunks_and_the_beginning_of_the_next() {
    var whole = header("a.txt") + "@@ -3,2 +3,2 @@\n one\n-two\n+2\n@@ -9,9 +9,9 @@\n";

    assertThat(open(whole)).isEqualTo(opened("one\ntwo\n", "one\n2\n", "", ""));
    assertThat(open(whole + " a\n-b\n"))
        .as("a mark may follow the last line")
        .isEqualTo(begun("one\ntwo\n", "one\n2\n", "a\n", "a\n", "b"));
    assertThat(open(whole + " a\n-b\n+x\n-c"))
        .as("half an old line")
        .isEqualTo(begun("one\ntwo\n", "one\n2\n", "a\nb\n", "a\nx\n", "c"));
    assertThat(open(whole + " a\n-b\n--- "))
        .as("what may name the next file")
        .isEqualTo(opened("one\ntwo\n", "one\n2\n", "a\nb\n", "a\n"));
    assertThat(open(whole + " a\n-b\n+x"))
        .as("half a line, which the old text cannot have")
        .isEqualTo(opened("one\ntwo\n", "one\n2\n", "a\nb\n", "a\nx"));
    assertThat(open(whole + " a\n-b\n+x\n c\n-d"))
        .as("half an old line shows that the line above has its line end")
        .isEqualTo(begun("one\ntwo\n", "one\n2\n", "a\nb\nc\n", "a\nx\nc\n", "d"));
    assertThat(open(whole + " a\n-b\n\\ No newline at end of file\n+x\n\\ No newline"))
        .isEqualTo(opened("one\ntwo\n", "one\n2\n", "a\nb", "a\nx"));
  }

  @Test
  void a_cut_in_the_first_line_of_a_hunk_leaves_the_place_that_it_names() {
    var header = header("a.txt");

    for (var begun : List.of("@@ -9,", "@@ -9,7 +9", "@@ -9,7 +9,7 @@", "@@ -9,7 +9,7 @@\n")) {
      assertThat(open(header + begun))
          .as(begun)
          .isEqualTo(
              partial(
                  Partial.Operation.EDIT,
                  "a.txt",
                  TextParts.of(List.of(hunk(9, "", ""))),
                  Partial.Tail.OPEN));
      assertThat(open(header + "@@ -3,2 +3,2 @@\n one\n-two\n+2\n" + begun))
          .as("behind a whole hunk, " + begun)
          .isEqualTo(opened("one\ntwo\n", "one\n2\n", "", ""));
    }
    assertThat(open(header + "@@ -9")).as("half a number").isEqualTo(open(header));
  }

  private static Optional<Partial> begun(
      String old, String fresh, String nextOld, String nextFresh, String deleted) {
    var texts =
        new ArrayList<>(TextParts.of(List.of(hunk(3, old, fresh), hunk(9, nextOld, nextFresh))));
    texts.add(new TextPart(TextPart.Role.BEFORE, deleted));
    return partial(Partial.Operation.EDIT, "a.txt", texts, Partial.Tail.OPEN);
  }

  private static Optional<Partial> opened(
      String old, String fresh, String nextOld, String nextFresh) {
    var texts = TextParts.of(List.of(hunk(3, old, fresh), hunk(9, nextOld, nextFresh)));
    return partial(Partial.Operation.EDIT, "a.txt", texts, Partial.Tail.OPEN);
  }

  @Test
  void a_cut_leaves_a_file_of_which_no_hunk_came_once_its_name_is_sure() {
    var nothing = TextParts.of(List.of(new Replacement("", "", Optional.of(Lines.HUNK))));
    var open = partial(Partial.Operation.EDIT, "a.txt", nothing, Partial.Tail.OPEN);

    assertThat(open(header("a.txt"))).isEqualTo(open);
    assertThat(open("--- a/a.txt\n+++ b/a.")).isEqualTo(open);
    assertThat(open("diff --git a/a.txt b/a.txt\n")).isEmpty();
    assertThat(open("--- a/a.txt\n+++ b/b")).isEmpty();
    assertThat(open("--- /dev/null\n+++ b/n.txt\n@@ -0,0 "))
        .isEqualTo(Optional.of(Partial.content(Partial.Operation.CREATE, path("n.txt"), "")));
  }

  @Test
  void the_beginning_of_a_line_may_show_that_the_file_above_it_is_over() {
    var whole = closed(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n")));

    for (var begun : List.of("diff --git a/b.t", "--- a/b.txt\n+++ ", "--- a/b.txt\n+++ b/b.tx")) {
      assertThat(Replies.read(Format.DIFF, header("a.txt") + HUNK + begun).getFirst())
          .as(begun)
          .isEqualTo(whole);
    }
  }

  @Test
  void a_cut_leaves_the_text_of_a_new_file_and_a_deletion_that_is_plain() {
    assertThat(open("--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1,9 @@\n+a\n+b\n+c"))
        .isEqualTo(
            Optional.of(Partial.content(Partial.Operation.CREATE, path("n.txt"), "a\nb\nc")));
    assertThat(Replies.read(Format.DIFF, "--- a/x\n+++ /dev/null\n@@ -1,9 +0,0 @@\n-a\n-b"))
        .containsExactly(closed(new Delete(path("x"))), new ReplyEnd.Cut("without its end line"));
  }

  private static Optional<Partial> open(String reply) {
    var reader = UnitReaders.of(Format.DIFF);
    reader.feed(reply);
    return reader.finish().open();
  }

  private static Optional<Partial> partial(
      Partial.Operation operation, String path, List<TextPart> texts, Partial.Tail tail) {
    return Optional.of(new Partial(operation, path(path), Optional.empty(), texts, tail));
  }

  @Test
  void a_hunk_with_new_lines_alone_is_the_text_of_a_file_that_is_empty_or_not_there() {
    assertThat(edits("--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+\n# end 1\n"))
        .containsExactly(new Create(path("x"), "a\n\n"));
    assertThat(edits("--- /dev/null\n+++ b/x\n@@ -0,0 +1,3 @@\n+a\n\n+b\n\n# end 1\n"))
        .as("an empty line in between lost its sign")
        .containsExactly(new Create(path("x"), "a\n\nb\n"));
  }

  @Test
  void without_its_end_line_a_reply_is_cut_and_its_last_file_open() {
    assertThat(Replies.read(Format.DIFF, header("a.txt") + HUNK + header("b.txt") + HUNK))
        .containsExactly(
            closed(edit("a.txt", hunk(3, "one\ntwo\n", "one\n2\n"))),
            new ReplyEnd.Cut("inside 'b.txt'"));
    assertThat(Replies.read(Format.DIFF, "I cannot do that.\n--- really\n"))
        .containsExactly(new ReplyEnd.Nothing("it holds no operation and no end line"));
  }

  @Test
  void a_reply_that_contradicts_its_end_line_is_broken() {
    assertThat(Replies.end(Replies.read(Format.DIFF, header("a.txt") + HUNK + "# end 2\n")))
        .isNotEqualTo(new ReplyEnd.Complete());
    assertThat(
            Replies.end(
                Replies.read(
                    Format.DIFF,
                    header("a.txt") + HUNK + "# end 1\n" + header("b.txt") + HUNK + "# end 1\n")))
        .isEqualTo(new ReplyEnd.Broken("operations come after its end line"));
  }

  @Test
  void a_file_beyond_the_limit_is_given_up() {
    var reader = UnitReaders.of(Format.DIFF, new ReaderLimits(200, 10_000, 10));
    reader.feed("--- /dev/null\n+++ b/x\n@@ -0,0 +1,100 @@\n");

    for (int i = 0; i < 20; i++) {
      reader.feed("+twenty characters long\n");
    }

    assertThat(reader.finish().end())
        .isEqualTo(new ReplyEnd.Broken("'x': it is longer than 200 characters"));
  }

  private static String header(String path) {
    return "diff --git a/%1$s b/%1$s\nindex 1234567..89abcde 100644\n--- a/%1$s\n+++ b/%1$s\n"
        .formatted(path);
  }

  private static List<FileEdit> edits(String reply) {
    return Replies.units(Replies.read(Format.DIFF, reply)).stream()
        .map(unit -> ((Unit.Change) unit).edit())
        .toList();
  }

  private static Read closed(FileEdit edit) {
    return new Read.Closed(new Unit.Change(edit));
  }

  private static Edit edit(String path, Replacement... hunks) {
    return new Edit(path(path), List.of(hunks));
  }

  private static Replacement hunk(int line, String before, String after) {
    return new Replacement(before, after, Optional.of(Lines.HUNK.withFirst(line)));
  }

  private static RepoPath path(String value) {
    return new RepoPath(value);
  }
}
