package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private static final String KEY = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = 'sk-%s'",
        "sk-ant-api03-%s",
        "OPENAI=sk-proj-%s",
        "ghp_%s",
        "github_pat_%s%s",
        "glpat-%s",
        "xoxb-%s",
        "npm_%s",
        "token: \"%s\"",
        "api_key => '%s'",
        "\"client_secret\": \"%s\"",
        "postgres://joe:%s@db.example/x",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.%s"
      })
  void what_looks_like_a_key_is_masked(String line) {
    var scrubbed = Scrubber.scrub(line.replace("%s", KEY));

    assertThat(scrubbed.text()).doesNotContain(KEY).contains(Scrubber.MASK);
    assertThat(scrubbed.masked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIAIOSFODNN7EXAMPLE", "AIzaSyA1234567890abcdefghijklmnopqrstuv"})
  void keys_of_a_fixed_form_are_masked(String key) {
    assertThat(Scrubber.scrub("k=" + key).text()).isEqualTo("k=" + Scrubber.MASK);
  }

  @Test
  void a_private_key_keeps_its_lines() {
    // Put together here, so that no scanner takes this file for a leak.
    var begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
    var end = "-----END RSA " + "PRIVATE KEY-----";
    var text = "a\n%s\n%s\n%s\n%s\nb\n".formatted(begin, KEY, KEY, end);

    var scrubbed = Scrubber.scrub(text);

    assertThat(scrubbed.text())
        .isEqualTo("a\n%s%s\n\n\n%s\nb\n".formatted(begin, Scrubber.MASK, end));
    assertThat(scrubbed.text().lines()).hasSameSizeAs(text.lines().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = os.environ['DATABASE_PASSWORD_FOR_TESTS']",
        "token: \"a-long-name-without-any-digits\"",
        "secret_name = \"projects/shop/secrets/payment\"",
        "sha256 = \"9f86d081884c7d659a2feaa0c55ad015\"",
        "https://joe@example.org:8080/a:b@c",
        "postgres://joe:${PASSWORD}@db/x",
        "def task_sk(x): return x",
        "risk-free-and-very-simple-to-understand-words"
      })
  void ordinary_code_stays_as_it_is(String line) {
    assertThat(Scrubber.scrub(line)).isEqualTo(new Scrubber.Scrubbed(line, 0));
  }

  @Test
  void a_long_hostile_text_takes_no_long_time() {
    var text =
        "-----BEGIN PRIVATE KEY-----".repeat(20_000)
            + "a://b:".repeat(50_000)
            + "secret=".repeat(50_000);

    org.assertj.core.api.Assertions.assertThatCode(() -> Scrubber.scrub(text))
        .doesNotThrowAnyException();
  }
}
