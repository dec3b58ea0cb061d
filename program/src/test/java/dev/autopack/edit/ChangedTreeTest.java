package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.testing.MapTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangedTreeTest {
  private static final MapTree BASE = MapTree.of(Map.of("a.txt", "a\n", "b.txt", "b\n"));

  @Test
  void it_holds_what_is_there_once_the_change_is_applied() {
    var proposal =
        new Proposal(
            List.of(
                new FileEdit.Rewrite(new RepoPath("a.txt"), "new\n"),
                new FileEdit.Delete(new RepoPath("b.txt")),
                new FileEdit.Create(new RepoPath("c/d.txt"), "d\n")));
    var changes = ((Resolution.Resolved) Resolver.resolve(BASE, proposal)).changes();

    var tree = new ChangedTree(BASE, changes);

    assertThat(tree.paths()).containsExactly(new RepoPath("a.txt"), new RepoPath("c/d.txt"));
    assertThat(text(tree, "a.txt")).isEqualTo("new\n");
    assertThat(text(tree, "c/d.txt")).isEqualTo("d\n");
    assertThat(tree.contains(new RepoPath("b.txt"))).isFalse();
    assertThat(tree.bytes(new RepoPath("b.txt"))).isEmpty();
    assertThat(tree.find(new RepoPath("a.txt")).orElseThrow().objectId())
        .isNotEqualTo(BASE.find(new RepoPath("a.txt")).orElseThrow().objectId());
  }

  private static String text(Tree tree, String path) {
    return new String(tree.bytes(new RepoPath(path)).orElseThrow(), StandardCharsets.UTF_8);
  }
}
