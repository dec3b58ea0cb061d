package dev.autopack.gate.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
  private final JsonSyntax strict = JsonSyntax.strict();
  private final JsonSyntax commented = JsonSyntax.withComments();

  @ParameterizedTest
  @ValueSource(
      strings = {"package.json", "a/data.json", "settings-of-mine.json", "mytsconfig.json"})
  void plain_json_has_no_comments(String path) {
    assertThat(strict.reads(new RepoPath(path))).isTrue();
    assertThat(commented.reads(new RepoPath(path))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tsconfig.json",
        "web/tsconfig.base.json",
        "jsconfig.json",
        ".devcontainer/devcontainer.json",
        ".eslintrc.json",
        ".vscode/launch.json",
        "a.jsonc"
      })
  void configuration_that_is_called_json_has_comments(String path) {
    assertThat(strict.reads(new RepoPath(path))).isFalse();
    assertThat(commented.reads(new RepoPath(path))).isTrue();
  }

  @Test
  void what_is_no_json_is_read_by_neither() {
    assertThat(strict.reads(new RepoPath("a.js"))).isFalse();
    assertThat(commented.reads(new RepoPath("a.js"))).isFalse();
  }

  @Test
  void comments_and_trailing_commas_are_wrong_only_where_readers_do_not_know_them() {
    var text = "{\n  // why\n  \"a\": [1,],\n}\n";

    assertThat(strict.problem(text)).get().asString().startsWith("line 2: ");
    assertThat(commented.problem(text)).isEmpty();
    assertThat(strict.problem("{\"a\": [1]}\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1}\n}", "{\n\"a\" 1}", "[1,\n2"})
  void what_is_not_well_formed_is_told_in_one_line_with_where_it_is(String text) {
    assertThat(strict.problem(text)).get().asString().startsWith("line 2: ").doesNotContain("\n");
    assertThat(commented.problem(text)).get().asString().startsWith("line 2: ");
  }
}
