package dev.autopack.gate.tests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFilesTest {
  private static final ScriptFiles FILES =
      new ScriptFiles(
          Path.of("/tree"),
          MapTree.of(
              Map.of(
                  "src/a.js", "it('a', () => {});\n\nit.only('b', () => {});\n",
                  "src/b.test.js", "\nfdescribe('x', () => {});\n",
                  "c.ts", "const only = it;\n")));

  @ParameterizedTest
  @CsvSource({
    "a.test.js, true",
    "test.mjs, true",
    "a/b_spec.tsx, true",
    "test-a.js, true",
    "a/__tests__/b.js, true",
    "__tests__/b.css, false",
    "__tests__/types.d.ts, false",
    "latest.js, false",
    "a.js, false"
  })
  void tests_are_known_by_their_names_and_folders(String path, boolean isTest) {
    assertThat(ScriptFiles.isTest(new RepoPath(path))).isEqualTo(isTest);
  }

  @Test
  void a_path_is_found_absolute_as_an_address_or_told_from_the_worktree() {
    assertThat(FILES.find("/tree/src/a.js")).contains(new RepoPath("src/a.js"));
    assertThat(FILES.find("file:///tree/src/../src/a.js")).contains(new RepoPath("src/a.js"));
    assertThat(FILES.find("src/a.js")).contains(new RepoPath("src/a.js"));
    assertThat(FILES.find("/tree/gone.js")).isEmpty();
    assertThat(FILES.find("/treehouse/src/a.js")).isEmpty();
    assertThat(FILES.find("/tree")).isEmpty();
    assertThat(FILES.find("/tree/.git/a.js")).isEmpty();
  }

  @Test
  void a_file_that_a_tool_made_is_named_without_where_the_worktree_lies() {
    assertThat(FILES.nameOf("/tree/dist/a.js")).isEqualTo("dist/a.js");
    assertThat(FILES.nameOf("/tree/src/a.js")).isEqualTo("src/a.js");
    assertThat(FILES.nameOf("/elsewhere/a.js")).isEqualTo("/elsewhere/a.js");
  }

  @Test
  void a_place_in_the_file_itself_comes_before_the_first_in_another() {
    assertThat(FILES.placeIn("src/a.js", "at x (/tree/c.ts:3:1)\nat /tree/src/a.js:7:2"))
        .isEqualTo("src/a.js:7");
    assertThat(
            FILES.placeIn("src/b.test.js", "at /x/y.js:1\nat file:///tree/c.ts:3\nat src/a.js:9"))
        .isEqualTo("c.ts:3");
    assertThat(FILES.placeIn("src/a.js", "src/a.js: Unexpected token (12:3)"))
        .isEqualTo("src/a.js:12");
    assertThat(FILES.placeIn("src/a.js", "nowhere.js:1")).isEmpty();
  }

  @Test
  void the_line_of_a_test_that_keeps_others_from_running_is_found() {
    assertThat(FILES.focusedLine("src/a.js")).contains(3);
    assertThat(FILES.focusedLine("src/b.test.js")).contains(2);
    assertThat(FILES.focusedLine("c.ts")).isEmpty();
    assertThat(FILES.focusedLine("gone.js")).isEmpty();
  }

  @Test
  void a_file_holds_tests_where_it_calls_what_makes_them() {
    assertThat(FILES.holdsTests(new RepoPath("src/a.js"))).isTrue();
    assertThat(FILES.holdsTests(new RepoPath("c.ts"))).isFalse();
    assertThat(FILES.holdsTests(new RepoPath("gone.js"))).isFalse();
  }
}
