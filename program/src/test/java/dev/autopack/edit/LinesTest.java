package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit.Edit;
import dev.autopack.edit.FileEdit.Lines;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching.Match;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a format that speaks of lines says of a place only chooses among those that fit. */
class LinesTest {
  private static final String TWINS =
      """
      class A:
          def f(self):
              return 1

      class B:
          def f(self):
              return 1
      """;

  @Test
  void whole_lines_are_not_found_inside_of_others() {
    assertThat(replace("max = 1\nx = 1\n", "x = 1\n", "x = 2\n", Lines.ANYWHERE))
        .isEqualTo(new Match.Replaced("max = 1\nx = 2\n", Rung.EXACT));
    assertThat(replace("max = 1\n", "x = 1\n", "x = 2\n", Lines.ANYWHERE))
        .isInstanceOf(Match.Refused.class);
  }

  @Test
  void a_line_number_chooses_among_equal_places_and_is_else_ignored() {
    assertThat(replace("x\na\nx\n", "x\n", "y\n", Lines.HUNK.withFirst(3)))
        .isEqualTo(new Match.Replaced("x\na\ny\n", Rung.EXACT));
    assertThat(replace("x\na\nx\n", "x\n", "y\n", Lines.HUNK.withFirst(2)))
        .isInstanceOf(Match.Refused.class);
    assertThat(replace("a\nx\n", "x\n", "y\n", Lines.HUNK.withFirst(70)))
        .isEqualTo(new Match.Replaced("a\ny\n", Rung.EXACT));
  }

  @Test
  void a_line_that_stands_above_chooses_the_block_it_heads() {
    var old = "        return 1\n";
    var fresh = "        return 2\n";

    assertThat(replace(TWINS, old, fresh, Lines.HUNK.withUnder(List.of("class A:"))))
        .isEqualTo(new Match.Replaced(TWINS.replaceFirst("1", "2"), Rung.EXACT));
    assertThat(replace(TWINS, old, fresh, Lines.HUNK.withUnder(List.of("class B", "def f"))))
        .isEqualTo(new Match.Replaced(TWINS.substring(0, TWINS.length() - 2) + "2\n", Rung.EXACT));
    assertThat(replace(TWINS, old, fresh, Lines.HUNK.withUnder(List.of("class C:"))))
        .isEqualTo(new Match.Refused("'class C:' stands nowhere in the file"));
    assertThat(replace(TWINS, "class A:\n", "x\n", Lines.HUNK.withUnder(List.of("class B:"))))
        .isEqualTo(new Match.Refused("it does not stand below 'class B:'"));
  }

  @Test
  void the_end_of_the_file_chooses_the_last_place_and_takes_new_lines() {
    assertThat(replace("x\na\nx\n", "x\n", "y\n", Lines.HUNK.atTheEnd()))
        .isEqualTo(new Match.Replaced("x\na\ny\n", Rung.EXACT));
    assertThat(replace("a", "", "b\n", Lines.HUNK.atTheEnd()))
        .isEqualTo(new Match.Replaced("a\nb\n", Rung.EXACT));
    assertThat(replace("", "", "b\n", Lines.HUNK)).isEqualTo(new Match.Replaced("b\n", Rung.EXACT));
    assertThat(replace("a\n", "", "b\n", Lines.HUNK)).isInstanceOf(Match.Refused.class);
  }

  @Test
  void line_numbers_are_those_of_the_file_before_its_edit() {
    var hunks =
        List.of(
            hunk("top\n", "top\nnew\nnew\n", Lines.HUNK.withFirst(1)),
            hunk("x\n", "y\n", Lines.HUNK.withFirst(4)));

    assertThat(edited("top\nx\na\nx\n", hunks)).contains("top\nnew\nnew\nx\na\ny\n");
  }

  @Test
  void hunks_follow_one_another_as_in_the_file() {
    var hunks = List.of(hunk("mid\n", "MID\n", Lines.HUNK), hunk("x\n", "y\n", Lines.HUNK));

    assertThat(edited("x\nmid\nx\n", hunks)).contains("x\nMID\ny\n");
  }

  @Test
  void what_an_edit_has_just_written_is_not_what_its_next_replacement_means() {
    var blocks =
        List.of(
            hunk("head\n", "head\nx = 1\n", Lines.ANYWHERE),
            hunk("x = 1\n", "x = 2\n", Lines.ANYWHERE));

    assertThat(edited("head\nx = 1\n", blocks)).contains("head\nx = 1\nx = 2\n");
    assertThat(
            edited(
                "a\nb\na\n",
                List.of(hunk("b\n", "b\nc\n", Lines.ANYWHERE), hunk("a\n", "A\n", Lines.ANYWHERE))))
        .isEmpty();
  }

  private static Optional<String> edited(String text, List<Replacement> replacements) {
    var path = new RepoPath("a.txt");
    var proposal = new Proposal(List.of(new Edit(path, replacements)));
    return Resolver.resolve(MapTree.of(Map.of("a.txt", text)), proposal)
            instanceof Resolution.Resolved(var changes, _)
        ? changes.changes().getFirst().after()
        : Optional.empty();
  }

  private static Replacement hunk(String before, String after, Lines lines) {
    return new Replacement(before, after, Optional.of(lines));
  }

  private static Match replace(String text, String before, String after, Lines lines) {
    return Matching.replace(text, hunk(before, after, lines));
  }
}
