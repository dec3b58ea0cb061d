package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.Tree;
import dev.autopack.plan.RunId;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.Workspace;
import dev.autopack.workspace.Workspace.Trailer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each start of git costs milliseconds; this is how many a phase has. */
class GitCallsTest {
  @TempDir Path folder;

  @Test
  void a_phase_starts_git_at_most_ten_times_and_a_look_at_every_file_once() throws IOException {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "src/b.txt", "two\n"));
    for (int i = 0; i < 120; i++) {
      fixture.write("many/%d/file-%d.txt".formatted(i % 7, i), "text " + i);
    }
    fixture.commit("Many");
    var log = folder.resolve("calls");
    var children =
        Worlds.childrenWithGit(fixture, "echo x >>'" + log + "'\nexec \"$GIT\" \"$@\"\n");

    try (var repository = Worlds.open(fixture, fixture.top(), children, Effects.NONE)) {
      var workspace = repository.create(new RunId("r1"), repository.base());
      var opening = Files.readAllLines(log).size();
      phase(workspace);
      var calls = Files.readAllLines(log).size() - opening;

      assertThat(opening).isLessThanOrEqualTo(9);
      assertThat(calls).isLessThanOrEqualTo(10);
    }
  }

  private static void phase(Workspace workspace) {
    var base = workspace.head();
    var start = workspace.treeOf(base);
    workspace.checkpoint("p");
    assertThat(bytes(workspace.read(start))).isGreaterThan(700);
    var tree = workspace.apply(start, Changes.of(Changes.made("many/new.txt", "new\n")));
    workspace.layOut(tree, List.of());
    assertThat(bytes(workspace.read(tree))).isGreaterThan(700);
    assertThat(workspace.changedFiles(start, tree)).hasSize(1);
    assertThat(workspace.diff(start, tree)).contains("+new");
    workspace.saveEvidence("p.json", "{}".getBytes(StandardCharsets.UTF_8));
    workspace.commit(tree, base, "P", List.of(new Trailer("Autopack-Run", "r1")));
  }

  private static long bytes(Tree tree) {
    return tree.paths().stream()
        .mapToLong(
            path -> tree.find(path).orElseThrow().bytes() + tree.bytes(path).orElseThrow().length)
        .sum();
  }
}
