package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedLinesTest {
  private static final RepoPath FILE = new RepoPath("a.txt");

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "abc, '', '', '1 2 3'",
    "'', ab, '1 2', ''",
    "ab, '', '', '1 2'",
    "ab, aab, 2, ''",
    "aab, ab, '', 2",
    "abcd, axbdy, '2 5', 3",
    "xaybz, pabq, '1 4', '1 3 5'",
    "xabz, aby, 3, '1 4'",
    "yxab, abz, 3, '1 2'",
    "ab, ba, 2, 2",
    "xabcy, xdbey, '2 4', '2 4'"
  })
  void a_line_that_stayed_is_not_changed(String before, String after, String now, String was) {
    var changes = changes(Optional.of(lines(before)), Optional.of(lines(after)));

    assertThat(shown(ChangedLines.of(changes))).isEqualTo(now);
    assertThat(shown(ChangedLines.replacedBy(changes))).isEqualTo(was);
  }

  @Test
  void of_a_new_file_all_lines_are_new_and_of_a_deleted_one_all_are_gone() {
    var created = changes(Optional.empty(), Optional.of("a\nb\n"));
    var deleted = changes(Optional.of("a\nb\n"), Optional.empty());

    assertThat(ChangedLines.of(created)).isEqualTo(Map.of(FILE, Set.of(1, 2)));
    assertThat(ChangedLines.replacedBy(created)).isEmpty();
    assertThat(ChangedLines.of(deleted)).isEmpty();
    assertThat(ChangedLines.replacedBy(deleted)).isEqualTo(Map.of(FILE, Set.of(1, 2)));
  }

  @Test
  void where_comparing_would_take_long_all_between_the_ends_that_stayed_has_changed() {
    assertThat(ChangedLines.of(rewritten(2_000)).get(FILE)).hasSize(1_999);
    assertThat(ChangedLines.of(rewritten(2_001)).get(FILE))
        .hasSize(2_001)
        .contains(4, 2_004)
        .doesNotContain(3, 2_005);
  }

  /** Three lines before and two behind stay, and one in the middle. */
  private static ChangeSet rewritten(int lines) {
    return changes(Optional.of(around("old", lines)), Optional.of(around("new", lines)));
  }

  private static String around(String what, int lines) {
    var text = new StringBuilder("1\n2\n3\n");
    for (int i = 0; i < lines; i++) {
      text.append(i == lines / 2 ? "same" : what + i).append('\n');
    }
    return text.append("y\nz\n").toString();
  }

  private static ChangeSet changes(Optional<String> before, Optional<String> after) {
    return new ChangeSet(
        List.of(new FileChange(FILE, before, after, Optional.empty(), Rung.EXACT)));
  }

  private static String lines(String letters) {
    return letters.chars().mapToObj(c -> (char) c + "\n").collect(Collectors.joining());
  }

  private static String shown(Map<RepoPath, Set<Integer>> lines) {
    return lines.getOrDefault(FILE, Set.of()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
