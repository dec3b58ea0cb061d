package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import dev.autopack.error.EnvironmentException;
import dev.autopack.gate.GateName;
import dev.autopack.gate.QualitySettings;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Reading;
import dev.autopack.process.Confinement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String ALL_KEYS =
      """
      setup: {command: npm ci --ignore-scripts, outputs: [node_modules/, web/dist], timeout_minutes: 7}
      models: {builder: [sonnet, opus], "backend:high": opus}
      toolchains: [maven, pytest]
      tests: {wall_minutes: 20, idle_minutes: 3}
      sandbox: off
      network: never
      child_limits: {cpu_minutes: 5, processes: 20, memory_mb: 300, disk_mb: 200}
      environment: {pass: [CI_REGION, DATABASE_URL]}
      protected: [infra/**, Makefile]
      waivers: [quality, manifest]
      quality: {coverage_fall: 3, changed_lines: 80, lint: ruff check}
      limits: {tokens: 5, usd: 2.50, minutes: 6, attempts: 7}
      approvals: {expiry_hours: 48}
      retention: {days: 9}
      attempts: 11
      max_prompt_tokens: 12
      """;

  private static final Settings ALL_SET =
      new Settings(
          new Settings.Setup(
              Optional.of(List.of("npm", "ci", "--ignore-scripts")),
              List.of(new RepoPath("node_modules"), new RepoPath("web/dist")),
              Duration.ofMinutes(7)),
          Map.of("builder", List.of("sonnet", "opus"), "backend:high", List.of("opus")),
          new Settings.Tests(
              Optional.of(List.of("maven", "pytest")),
              Duration.ofMinutes(20),
              Duration.ofMinutes(3)),
          new Settings.Children(
              Settings.Sandbox.OFF,
              Confinement.Network.NEVER,
              new Confinement.Limits(Duration.ofMinutes(5), 20, 300L << 20, 200L << 20),
              List.of("CI_REGION", "DATABASE_URL")),
          new Settings.Rules(
              List.of(new PathPattern("infra/**"), new PathPattern("Makefile")),
              List.of(GateName.QUALITY, GateName.MANIFEST),
              Duration.ofDays(2)),
          new QualitySettings(3, 80, List.of("ruff", "check")),
          new Settings.Bounds(
              new Limits(
                  OptionalLong.of(5),
                  Optional.of(new BigDecimal("2.50")),
                  OptionalInt.of(6),
                  OptionalInt.of(7)),
              11,
              12),
          Duration.ofDays(9));

  /** Each default, written out: a change here is a change for every user. */
  @Test
  void the_defaults_are_these() {
    assertThat(Settings.DEFAULT.toJson())
        .isEqualTo(
            """
            {"setup":{"command":null,"outputs":[],"timeout_minutes":10},\
            "models":{},\
            "toolchains":"auto",\
            "tests":{"wall_minutes":30,"idle_minutes":10},\
            "sandbox":"required",\
            "network":"prepare",\
            "child_limits":{"cpu_minutes":60,"processes":512,"memory_mb":4096,"disk_mb":4096},\
            "environment":{"pass":[]},\
            "protected":[],\
            "waivers":[],\
            "quality":{"coverage_fall":5,"changed_lines":0,"lint":null},\
            "limits":{"tokens":2000000,"usd":10,"minutes":480},\
            "attempts":3,\
            "max_prompt_tokens":60000,\
            "approvals":{"expiry_hours":72},\
            "retention":{"days":30}}\
            """);
  }

  @Test
  void every_key_reaches_its_setting() {
    assertThat(read(ALL_KEYS).orThrow()).isEqualTo(ALL_SET);
  }

  @Test
  void what_is_stored_with_a_run_comes_back_unchanged() {
    assertThat(Settings.fromJson(ALL_SET.toJson())).isEqualTo(ALL_SET);
    assertThat(Settings.fromJson(Settings.DEFAULT.toJson())).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void what_an_older_version_stored_has_today_s_defaults_for_newer_keys() {
    assertThat(Settings.fromJson("{\"attempts\":3}")).isEqualTo(Settings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"sandbox\":", "", "[]", "{\"colour\":1}"})
  void damaged_stored_settings_are_refused_with_what_to_do(String json) {
    assertThatThrownBy(() -> Settings.fromJson(json))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The settings stored with the run are damaged: settings.json:1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing set yet\n\n  # sandbox: off\n", "\ufeff# x"})
  void a_file_of_nothing_but_comments_sets_nothing(String text) {
    assertThat(read(text).orThrow()).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void a_limit_that_is_not_set_keeps_its_default() {
    assertThat(read("limits: {usd: 1}\n").orThrow().bounds().limits())
        .isEqualTo(
            new Limits(
                OptionalLong.of(2_000_000),
                Optional.of(BigDecimal.ONE),
                OptionalInt.of(480),
                OptionalInt.empty()));
  }

  @Test
  void all_mistakes_are_told_at_once_with_their_lines() {
    var text =
        """
        setup: {outputs: [../x, .git, .env/], timeout_minute: 3}
        models: {bilder: sonnet}
        toolchains: [maven, bazel, maven]
        tests: {wall_minutes: 0, idle_minutes: 2000000000}
        sandbox: none
        environment: {pass: [GITHUB_TOKEN, "A-B", HOME_PAT]}
        protected: [/etc]
        waivers: [test]
        approvals: 72
        retention: {hours: 3}
        """;

    assertThat(mistakes(text))
        .containsExactly(
            "autopack.yaml:1: setup.timeout_minute: The key 'timeout_minute' is not known here."
                + " Did you mean 'timeout_minutes'?",
            "autopack.yaml:1: setup.outputs[0]: The path '../x' is refused: it leaves the"
                + " repository. Write a folder inside the repository, such as node_modules.",
            "autopack.yaml:1: setup.outputs[1]: The path '.git' is refused: it enters .git."
                + " Write a folder inside the repository, such as node_modules.",
            "autopack.yaml:1: setup.outputs[2]: '.env' is never copied: files named .env* hold"
                + " secrets. Remove it.",
            "autopack.yaml:1: setup: Outputs without a command that makes them. Add 'command', or"
                + " remove them.",
            "autopack.yaml:2: models.bilder: 'bilder' is neither a role nor a category and"
                + " complexity. Did you mean 'builder'?",
            "autopack.yaml:3: toolchains[1]: 'bazel' is none of cargo, go, gradle, maven, node, pytest. Choose one of"
                + " them.",
            "autopack.yaml:3: toolchains: A name stands here twice. Remove one of them.",
            "autopack.yaml:4: tests.wall_minutes: 0 is no whole number from 1 to 2147483647. Write"
                + " such a number.",
            "autopack.yaml:4: tests.idle_minutes: That is longer than ten years. Write a shorter"
                + " time.",
            "autopack.yaml:5: sandbox: 'none' is none of required, preferred, off. Choose one of"
                + " them.",
            "autopack.yaml:6: environment.pass[0]: The variable 'GITHUB_TOKEN' looks like a"
                + " secret, and no child is given one. Remove it, or name the variable that the"
                + " tests really read.",
            "autopack.yaml:6: environment.pass[1]: 'A-B' is no variable's name. Remove it, or name"
                + " the variable that the tests really read.",
            "autopack.yaml:6: environment.pass[2]: The variable 'HOME_PAT' looks like a secret,"
                + " and no child is given one. Remove it, or name the variable that the tests"
                + " really read.",
            "autopack.yaml:7: protected[0]: '/etc' is no pattern of paths inside the repository:"
                + " it is absolute. Write a pattern such as infra/**.",
            "autopack.yaml:8: waivers[0]: 'test' is none of tests, deliverables, manifest,"
                + " quality. Did you mean 'tests'?",
            "autopack.yaml:9: approvals: The number 72 stands where a map belongs. Write a map."
                + " Each line of it is 'key: value'.",
            "autopack.yaml:10: retention.hours: The key 'hours' is not known here. Use one of:"
                + " days.");
  }

  private static Reading<Settings> read(String text) {
    return SettingsReader.read("autopack.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> mistakes(String text) {
    return switch (read(text)) {
      case Reading.Read<Settings> read -> List.of("read " + read.value());
      case Reading.Mistaken<Settings>(var source, var mistakes) ->
          mistakes.stream().map(mistake -> mistake.text(source)).toList();
    };
  }
}
