package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.GitLines;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManifestsTest {
  @TempDir private Path folder;

  @Test
  void each_commit_is_a_phase_at_its_parents_tree() throws Exception {
    var file = Files.writeString(folder.resolve("commits.jsonl"), commits());

    var json = JsonMapper.shared().readTree(run(0, "--commits", file.toString(), "--json"));

    assertThat(json.path("with_deliverables").toString())
        .isEqualTo("{\"commits\":3,\"in_scope\":3,\"median_extra\":0}");
    var commits = json.path("commits");
    assertThat(commits.size()).isEqualTo(3);
    assertThat(guessed(commits.get(0))).startsWith("src/retry.py");
    assertThat(commits.get(0).path("recall").asDouble()).isEqualTo(1);
    assertThat(commits.get(0).path("asks").asBoolean()).isFalse();
    assertThat(commits.get(1).path("asks").asBoolean()).isTrue();
    assertThat(commits.get(2).path("folders_covered").asBoolean()).isFalse();
    assertThat(json.path("left_out").toString())
        .isEqualTo("{\"some/where 0123456789\":\"its repository is not there\"}");
  }

  @Test
  void people_read_a_table() throws Exception {
    var file = Files.writeString(folder.resolve("commits.jsonl"), commits());

    assertThat(run(0, "--commits", file.toString()).lines())
        .contains(
            "With deliverables: every changed path in scope in 3 of 3 commits; 0 paths more at the median.",
            "| made/up | 3 | 100.0 % | 66.7 % | 100.0 % of 1 | 66.7 % |");
  }

  @Test
  void a_wrong_option_is_told_with_the_right_ones() throws Exception {
    assertThat(run(2, "--commit", "x")).isEmpty();
  }

  private String run(int exit, String... more) {
    var arguments = new ArrayList<>(List.of("--repos", folder.toString()));
    arguments.addAll(List.of(more));
    var out = new ByteArrayOutputStream();
    assertThat(
            Manifests.run(
                arguments, new PrintStream(out, true, StandardCharsets.UTF_8), System.err))
        .isEqualTo(exit);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> guessed(JsonNode commit) {
    var paths = new ArrayList<String>();
    commit.path("guessed").forEach(path -> paths.add(path.asString()));
    return paths;
  }

  /** A small history, and its commits as the corpus writes them. */
  private String commits() throws Exception {
    var repository = Files.createDirectories(folder.resolve("made/up"));
    git(repository, "init", "-q");
    write(repository, "src/retry.py", "MAX_RETRIES = 3\n");
    write(repository, "src/cart.py", "class Cart: pass\n");
    write(repository, "docs/usage.md", "# Usage\n");
    commit(repository, "Begin");
    write(repository, "src/retry.py", "MAX_RETRIES = 5\n");
    var first = commit(repository, "Raise MAX_RETRIES in src/retry.py");
    write(repository, "docs/usage.md", "# Use\n");
    var second = commit(repository, "Be brief");
    write(repository, "examples/new.py", "print(1)\n");
    var third = commit(repository, "Show something");
    return """
    {"repo":"made/up","sha":"%s","subject":"Raise MAX_RETRIES in src/retry.py","files":[{"path":"src/retry.py","status":"M"}]}
    {"repo":"made/up","sha":"%s","subject":"Be brief","files":[{"path":"docs/usage.md","status":"M"}]}
    {"repo":"made/up","sha":"%s","subject":"Show something","files":[{"path":"examples/new.py","status":"A"}]}
    {"repo":"some/where","sha":"0123456789abcdef","subject":"x","files":[{"path":"a","status":"M"}]}
    """
        .formatted(first, second, third);
  }

  private static void write(Path repository, String name, String text) throws IOException {
    var file = repository.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static String commit(Path repository, String subject) throws Exception {
    git(repository, "add", "--all");
    git(repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", subject);
    return git(repository, "rev-parse", "HEAD").strip();
  }

  private static String git(Path repository, String... arguments) throws Exception {
    return new GitLines(repository).run(arguments);
  }
}
