package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.testing.MapTree;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeTextTest {
  private static final RepoPath A = new RepoPath("a.py");

  @Test
  void files_are_read_and_links_and_what_is_not_there_are_not() {
    var tree = MapTree.of(Map.of("a.py", "caf\u00e9"));

    assertThat(TreeText.find(tree, A)).contains("caf\u00e9");
    assertThat(TreeText.find(tree.with("a.py", Tree.Kind.EXECUTABLE), A)).contains("caf\u00e9");
    assertThat(TreeText.find(tree.with("a.py", Tree.Kind.SYMLINK), A)).isEmpty();
    assertThat(TreeText.find(tree, new RepoPath("b.py"))).isEmpty();
  }

  @Test
  void what_is_too_large_to_be_source_is_not_read() {
    assertThat(TreeText.find(MapTree.of(Map.of("a.py", "x".repeat(4_000_000))), A)).isPresent();
    assertThat(TreeText.find(MapTree.of(Map.of("a.py", "x".repeat(4_000_001))), A)).isEmpty();
  }

  @Test
  void a_sign_is_looked_for_in_those_files_alone() {
    var tree = MapTree.of(Map.of("a.py", "one", "b.py", "two"));

    assertThat(TreeText.shows(tree, Stream.of(A), Pattern.compile("n"))).isTrue();
    assertThat(TreeText.shows(tree, Stream.of(A), Pattern.compile("w"))).isFalse();
  }

  @Test
  void what_cannot_be_read_defines_nothing() {
    var tree = MapTree.of(Map.of("a.py", "def test_a():\n  pass\n"));

    assertThat(TreeText.outline(tree, A).tests()).hasSize(1);
    assertThat(TreeText.outline(tree, new RepoPath("b.py")).tests()).isEmpty();
  }
}
