package dev.autopack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
  @Test
  void a_child_sees_the_allow_list_and_what_was_asked_for_and_nothing_else() {
    var parent =
        Map.of(
            "PATH", "/usr/bin",
            "HOME", "/home/ada",
            "LC_TIME", "C",
            "http_proxy", "http://proxy.example:8080",
            "HTTPS_PROXY", "http://ada:lovelace@proxy.example:8080",
            "ANTHROPIC_API_KEY", "sk-1",
            "LC_TOKEN", "sneaky",
            "GITHUB_TOKEN", "ghp",
            "PYTHONPATH", "/home/ada/checkout",
            "SOMETHING_ELSE", "x");

    assertThat(ChildEnvironment.of(parent, Command.UNATTENDED))
        .isEqualTo(
            Map.of(
                "PATH", "/usr/bin",
                "HOME", "/home/ada",
                "LC_TIME", "C",
                "http_proxy", "http://proxy.example:8080",
                "CI", "1",
                "TERM", "dumb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPENAI_API_KEY",
        "apiToken",
        "DB_PASSWORD",
        "MYSQL_PWD",
        "NPM_AUTH",
        "aws_secret",
        "KEY",
        "DEPLOY-PAT"
      })
  void a_secret_is_refused_even_when_it_is_asked_for(String name) {
    assertThatThrownBy(() -> ChildEnvironment.of(Map.of(), Map.of(name, "x")))
        .hasMessage("the variable '%s' looks like a secret, and no child is given one", name);
  }

  @Test
  void a_value_with_a_password_in_a_url_is_refused_whatever_its_name() {
    var asked = Map.of("PIP_INDEX_URL", "https://ada:pw@packages.example/simple");

    assertThatThrownBy(() -> ChildEnvironment.of(Map.of(), asked))
        .hasMessageContaining("'PIP_INDEX_URL' looks like a secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIT_AUTHOR_NAME", "MONKEY", "COMPASS", "PATTERN", "KEYBOARD", "PWD"})
  void a_name_that_only_sounds_like_a_secret_passes(String name) {
    assertThat(ChildEnvironment.of(Map.of(), Map.of(name, "x"))).containsEntry(name, "x");
  }
}
