package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.FolderLook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong, a person hears what it is, where it is and what to do, the exit code says
 * whose turn it is, and nothing but Autopack's own state, the run's refs and their objects was
 * written.
 */
class BadInputTest {
  private static final Pattern ERROR =
      Pattern.compile("error: (?<problem>.*)\\n next: (?<next>.*)\\n", Pattern.DOTALL);

  @TempDir Path folder;

  static Stream<BadInput> rows() {
    return Stream.of(
            BadPlans.rows(),
            BadSettings.rows(),
            BadRepositories.rows(),
            BadReplies.rows(),
            BadProviders.rows(),
            BadCommands.rows())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bad_input_is_told_with_its_next_step_and_writes_nothing_of_the_users(BadInput row) {
    try (var desk = Desk.with(folder, BadInput.FILES)) {
      BadInput.makeRight(desk);
      desk.write("canary/bird.txt", "alive\n");
      row.given().accept(desk);
      var before = FolderLook.exactly(folder, World::isTheUsers);

      var said = desk.autopack(words(row, desk));

      assertThat(FolderLook.exactly(folder, World::isTheUsers)).as(said.all()).isEqualTo(before);
      assertThat(said.exit()).as(said.all()).isEqualTo(row.exit());
      assertThat(problem(said)).contains(row.says());
      assertThat(next(said)).as(said.all()).contains(row.next());
      assertThat(said.all()).doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  void the_world_of_the_table_is_right_but_for_the_row() {
    try (var desk = Desk.with(folder, BadInput.FILES)) {
      BadInput.makeRight(desk);

      var said = desk.autopack("run", "plan.yaml");

      assertThat(said.exit()).as(said.all()).isZero();
      assertThat(desk.git().git("show", desk.branch() + ":notes.txt")).isEqualTo("one\ntwo");
    }
  }

  @Test
  void the_table_is_long_enough_and_says_nothing_twice() {
    assertThat(rows()).hasSizeGreaterThan(150).extracting(BadInput::what).doesNotHaveDuplicates();
    Map<Integer, Long> byCode =
        rows().collect(Collectors.groupingBy(BadInput::exit, Collectors.counting()));
    assertThat(byCode).containsOnlyKeys(1, 2, 3, 4);
  }

  private static String[] words(BadInput row, Desk desk) {
    return row.words().stream()
        .map(word -> word.equals("REQUEST") ? desk.request() : word)
        .toArray(String[]::new);
  }

  /** Where a run took place, its mistakes stand in what it tells and in the check's lines. */
  private static String problem(Desk.Said said) {
    var error = ERROR.matcher(said.err());
    return error.find() && !error.group("problem").startsWith("The check failed")
        ? error.group("problem")
        : said.all();
  }

  /** The error's own next step, or what the run says it needs. */
  private static String next(Desk.Said said) {
    var error = ERROR.matcher(said.err());
    if (error.find()) {
      return error.group("next");
    }
    var needs = said.out().lines().filter(line -> line.startsWith("needs you: ")).toList();
    return needs.isEmpty() ? said.all() : String.join("\n", needs);
  }
}
