package dev.autopack.gate.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSyntaxTest {
  private final YamlSyntax yaml = new YamlSyntax();

  @Test
  void yaml_is_known_by_either_of_its_endings() {
    assertThat(yaml.reads(new RepoPath("a/b.yaml"))).isTrue();
    assertThat(yaml.reads(new RepoPath(".github/b.yml"))).isTrue();
    assertThat(yaml.reads(new RepoPath("yaml.txt"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a: 1\n", "a: 1\n---\nb: [2]\n", "# nothing\n"})
  void one_document_or_more_or_none_is_well_formed(String text) {
    assertThat(yaml.problem(text)).isEmpty();
  }

  @Test
  void what_is_wrong_is_told_with_its_line_in_any_document() {
    assertThat(yaml.problem("a: 1\nb: c: d\n")).get().asString().startsWith("line 2: ");
    assertThat(yaml.problem("a: 1\n---\nb: [2\n")).get().asString().startsWith("line 3: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\n{{- if .b }}\n", "{% for a in b %}\n"})
  void a_template_is_text_until_it_is_rendered(String text) {
    assertThat(yaml.problem(text)).isEmpty();
  }
}
