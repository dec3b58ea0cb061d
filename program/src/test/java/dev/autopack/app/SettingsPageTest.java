package dev.autopack.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds {@code docs/reference/settings.md} to the settings there are. {@code -Dgolden=apply}
 * rewrites the page.
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/settings.md");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  /** What a key means, in the order of the page. */
  private record Key(String path, String meaning) {}

  private static final List<Key> KEYS =
      List.of(
          new Key(
              "setup.command",
              "what makes a fresh worktree ready for its tests, run once a worktree and skipped while the lock file is unchanged: a list of words, or one text with simple quotes; no shell reads it"),
          new Key(
              "setup.outputs",
              "folders it makes, such as `node_modules`: copied into later worktrees, never committed"),
          new Key("setup.timeout_minutes", "how long it may take"),
          new Key(
              "models",
              "model names by role (`builder`, `auditor`, `doctor`) or by category and complexity (`\"backend:high\"`), which goes before the role: one name, or several in order of escalation. A plan's own go before these. Without an `auditor` nobody audits: see [the gates](gates.md)"),
          new Key(
              "toolchains",
              "whose tests are run: `auto` for those that the repository's files show, or a list of `cargo`, `go`, `gradle`, `maven`, `node`, `pytest`"),
          new Key("tests.wall_minutes", "how long a test run may take"),
          new Key("tests.idle_minutes", "how long it may print nothing"),
          new Key(
              "sandbox",
              "whether setup and tests run apart from your files, by bubblewrap: `required` (a run stops at its start where that does not work), `preferred` (a run goes on without, and says so), `off`. The variable `AUTOPACK_SANDBOX` goes before it on a machine: see [the sandbox](sandbox.md)"),
          new Key(
              "network",
              "who reaches the network from the sandbox: `prepare` (the setup command, and what a toolchain downloads before its tests), `always` (tests too), `never`"),
          new Key(
              "child_limits.cpu_minutes",
              "processor time of a setup or test command and all it starts; past this and the three below it is ended, and the report says by which"),
          new Key("child_limits.processes", "how many processes it may be at once"),
          new Key("child_limits.memory_mb", "what they may hold in memory at once"),
          new Key(
              "child_limits.disk_mb",
              "what they may write to the worktree, their reports and caches, and their temporary folder"),
          new Key(
              "environment.pass",
              "variables that setup and tests see besides the usual ones; names that look like a key, token or password are refused"),
          new Key(
              "protected",
              "patterns of paths that ask a person, besides CI files, lock files and build and test configuration"),
          new Key(
              "waivers",
              "gates (`tests`, `deliverables`, `manifest`, `quality`) whose silence is excused where they are not configured; never a failure, nor an unknown of one that ran"),
          new Key(
              "quality.coverage_fall",
              "by how many points of the percentage coverage may fall in a phase: see [the gates](gates.md)"),
          new Key(
              "quality.changed_lines",
              "how many of a hundred lines that a phase adds or changes must be covered; 0 asks nothing"),
          new Key(
              "quality.lint",
              "the command that ends with 0 where a tree is clean, run after each phase; words as for `setup.command`"),
          new Key(
              "limits.tokens", "input and output tokens of a run whose plan sets no such limit"),
          new Key("limits.usd", "US dollars of such a run"),
          new Key("limits.minutes", "working time of such a run"),
          new Key("limits.attempts", "attempts of such a run, all phases together"),
          new Key("attempts", "how often a phase is tried, where the plan sets no limit"),
          new Key("max_prompt_tokens", "what a prompt may hold at most"),
          new Key(
              "approvals.expiry_hours",
              "how long a question waits for a person; then the answer is no"),
          new Key(
              "retention.days",
              "how long an ended run's worktree, logs and artefacts are kept; nothing is removed by itself yet, `autopack clean` does it"));

  @Test
  void the_page_names_every_key_there_is() {
    assertThat(KEYS).extracting(Key::path).isEqualTo(paths("", allSet()));
  }

  @Test
  void the_page_is_not_stale() throws IOException {
    var page = page();
    if (APPLY) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("rewrite it with -Dgolden=apply").isEqualTo(page);
  }

  private static String page() {
    var out = new StringBuilder();
    out.append(
        """
        # Settings

        `autopack.yaml` at the top of the repository. It is read once, when a run starts, and stored with the run; a change counts from the next run on.
        A builder can never change it. A key that is absent has its default; an unknown key is an error. `autopack init` writes a commented file.

        | key | default | meaning |
        |---|---|---|
        """);
    for (var key : KEYS) {
      var value = defaults().at("/" + key.path().replace('.', '/'));
      var shown =
          value.isNull() || value.isMissingNode()
              ? "none"
              : "`%s`".formatted(value.isString() ? value.asString() : value);
      out.append("| `%s` | %s | %s |\n".formatted(key.path(), shown, key.meaning()));
    }
    return out.toString();
  }

  private static JsonNode allSet() {
    var attempts = "{\"limits\": {\"attempts\": 9}}";
    return new JsonMapper().readTree(Settings.fromJson(attempts).toJson());
  }

  private static JsonNode defaults() {
    return new JsonMapper().readTree(Settings.DEFAULT.toJson());
  }

  /** Down to the values; an empty map is one, its keys are the user's. */
  private static List<String> paths(String where, JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      return List.of(where);
    }
    var paths = new ArrayList<String>();
    for (var entry : node.properties()) {
      var path = where.isEmpty() ? entry.getKey() : where + "." + entry.getKey();
      paths.addAll(paths(path, entry.getValue()));
    }
    return paths;
  }
}
