package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching.Match;
import org.junit.jupiter.api.Test;

class MatchingTest {
  @Test
  void a_text_that_stands_once_is_replaced_and_nothing_else() {
    assertThat(replace("a\nb\nc\n", "b\n", "x\ny\n"))
        .isEqualTo(new Match.Replaced("a\nx\ny\nc\n", Rung.EXACT));
    assertThat(replace("one two", "two", "three"))
        .isEqualTo(new Match.Replaced("one three", Rung.EXACT));
    assertThat(replace("a\nb\n", "a\nb\n", "")).isEqualTo(new Match.Replaced("", Rung.EXACT));
  }

  @Test
  void a_text_that_stands_in_several_places_is_refused_with_their_lines() {
    assertThat(replace("x\na\nx\nb\nx\n", "x\n", "y\n"))
        .isEqualTo(
            new Match.Refused(
                "it fits 3 places (lines 1, 3, 5), and only one may be meant; send more of the lines"
                    + " around it"));
    assertThat(replace("aaa", "aa", "b")).isInstanceOf(Match.Refused.class);
  }

  @Test
  void white_space_at_line_ends_is_left_out_of_account_and_kept_where_nothing_changes() {
    assertThat(replace("a  \nb\nc\t\n", "a\nb\nc\n", "a\nx\nc\n"))
        .isEqualTo(new Match.Replaced("a  \nx\nc\t\n", Rung.TRAILING_SPACE));
  }

  @Test
  void lines_that_were_sent_without_their_indentation_get_it_back() {
    var text = "def f():\n    if a:\n        b()\n    return c\n";

    assertThat(replace(text, "if a:\n    b()\n", "if a:\n    b()\n\n    d()\n"))
        .isEqualTo(
            new Match.Replaced(
                "def f():\n    if a:\n        b()\n\n        d()\n    return c\n",
                Rung.INDENTATION));
  }

  @Test
  void lines_that_were_sent_too_deep_or_with_spaces_for_tabs_are_shifted_too() {
    assertThat(replace("if a:\n    b()\n", "    if a:\n        b()\n", "    if x:\n        b()\n"))
        .isEqualTo(new Match.Replaced("if x:\n    b()\n", Rung.INDENTATION));
    assertThat(
            replace(
                "\tif (a) {\n\t\tb();\n\t}\n",
                "    if (a) {\n        b();\n    }\n",
                "    if (a) {\n        c();\n    }\n"))
        .isEqualTo(new Match.Replaced("\tif (a) {\n\t\tc();\n\t}\n", Rung.INDENTATION));
  }

  @Test
  void lines_whose_shape_differs_are_not_the_same_lines() {
    assertThat(replace("if a:\n    b()\nc()\n", "if a:\n    b()\n    c()\n", "x\n"))
        .isInstanceOf(Match.Refused.class);
  }

  @Test
  void lines_that_cannot_be_shifted_as_the_old_ones_are_refused() {
    assertThat(replace("if a:\n    b()\n", "    if a:\n        b()\n", "  x()\n"))
        .isEqualTo(
            new Match.Refused(
                "its lines are indented otherwise than the file's, and the new lines cannot be moved"
                    + " by the same amount"));
  }

  @Test
  void several_places_at_a_looser_rung_are_refused_as_well() {
    assertThat(replace("  a\nb\n    a\nb\n", "a\nb\n\n".strip() + "\n", "x\n"))
        .isInstanceOf(Match.Refused.class);
    assertThat(replace("a \nb\na\t\nb\n", "a\nb\n", "x\n"))
        .isEqualTo(
            new Match.Refused(
                "it fits 2 places (lines 1, 3) when white space at line ends is left out of account,"
                    + " and only one may be meant; send more of the lines around it"));
  }

  @Test
  void a_file_with_crlf_keeps_it_whatever_was_sent() {
    assertThat(replace("a\r\nb\r\nc\r\n", "a\nb\n", "a\nx\ny\n"))
        .isEqualTo(new Match.Replaced("a\r\nx\r\ny\r\nc\r\n", Rung.EXACT));
    assertThat(replace("a\r\nb\r\n", "b", "x\ny"))
        .isEqualTo(new Match.Replaced("a\r\nx\r\ny\r\n", Rung.EXACT));
    assertThat(replace("a\nb\n", "a\r\nb\r\n", "x\r\n"))
        .isEqualTo(new Match.Replaced("x\n", Rung.EXACT));
    assertThat(replace("a\nb\r\nc\n", "a\nb\nc\n", "a\nx\nc\n"))
        .isEqualTo(new Match.Replaced("a\nx\nc\n", Rung.TRAILING_SPACE));
  }

  @Test
  void a_file_without_a_final_newline_stays_without() {
    assertThat(replace("a\nb", "b\n", "x\n"))
        .isEqualTo(new Match.Replaced("a\nx", Rung.TRAILING_SPACE));
    assertThat(replace("a\nb", "b", "x")).isEqualTo(new Match.Replaced("a\nx", Rung.EXACT));
  }

  @Test
  void a_byte_order_mark_stays_and_one_that_is_not_there_is_not_looked_for() {
    assertThat(replace("\ufeffa\nb\n", "a\n", "x\n"))
        .isEqualTo(new Match.Replaced("\ufeffx\nb\n", Rung.EXACT));
    assertThat(replace("a\nb\n", "\ufeffa\n", "\ufeffx\n"))
        .isEqualTo(new Match.Replaced("x\nb\n", Rung.EXACT));
  }

  @Test
  void a_text_that_is_not_there_is_answered_with_the_closest_place() {
    assertThat(replace("a\nred\ngreen\nblue\nz\n", "red\ngren\nblue\n", "x\n"))
        .isEqualTo(
            new Match.Refused(
                """
                it was not found; the closest place is line 2 of the file:
                  red
                > green
                  blue
                Lines marked '>' differ from what was sent.\
                """));
    assertThat(replace("a\n", "nothing like it\n", "x\n"))
        .isEqualTo(
            new Match.Refused(
                "it was not found: none of its lines stands in the file, which has 1 lines"));
    assertThat(replace("", "a\n", "x\n"))
        .isEqualTo(new Match.Refused("it was not found: the file is empty"));
  }

  @Test
  void what_is_quoted_of_a_file_is_bounded() {
    var line = "x".repeat(10_000) + "\n";

    assertThat(replace("first\n" + line.repeat(50), "first\n" + "y\n".repeat(50), ""))
        .isInstanceOfSatisfying(
            Match.Refused.class, refused -> assertThat(refused.why()).hasSizeLessThan(2_000));
  }

  private static Match replace(String text, String before, String after) {
    return Matching.replace(text, new Replacement(before, after));
  }
}
