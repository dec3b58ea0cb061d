package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactCacheTest {
  private static final int FILES = 300;

  @Test
  void what_one_process_read_another_does_not_look_at() {
    var shelf = new MemoryShelf();
    var first = new CountingTree(many());
    var second = new CountingTree(many());

    var cold = ImportGraph.of(first, 1_000, new FactCache(shelf));
    var cached = ImportGraph.of(second, 1_000, new FactCache(shelf));

    assertThat(first.texts()).isEqualTo(FILES);
    assertThat(second.texts()).isZero();
    assertThat(cold.edges()).isEqualTo(FILES - 1);
    for (var file : cold.files()) {
      assertThat(cached.imports(file)).isEqualTo(cold.imports(file));
    }
  }

  @Test
  void only_a_text_that_changed_is_read_again() {
    var cache = new FactCache();
    var files = many();
    ImportGraph.of(new CountingTree(files), 1_000, cache);
    files.put("p/m7.py", "import p.m100 # instead");

    var tree = new CountingTree(files);
    var graph = ImportGraph.of(tree, 1_000, cache);

    assertThat(tree.texts()).isEqualTo(1);
    assertThat(graph.imports(new RepoPath("p/m7.py"))).containsExactly(new RepoPath("p/m100.py"));
  }

  @Test
  void a_shelf_that_holds_rubbish_is_as_good_as_an_empty_one() {
    var shelf = new MemoryShelf();
    shelf.save(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});

    var graph = ImportGraph.of(new CountingTree(many()), 1_000, new FactCache(shelf));

    assertThat(graph.edges()).isEqualTo(FILES - 1);
    assertThat(shelf.load().orElseThrow()).hasSizeGreaterThan(FILES);
  }

  @Test
  void the_same_text_as_another_language_has_other_facts() {
    var text = "import a.b;\nimport './c';";
    var tree =
        MapTree.of(
            Map.of("x/X.java", text, "x/x.ts", text, "a/b.java", "package a;", "x/c.ts", ""));

    var graph = ImportGraph.of(tree, 10, new FactCache());

    assertThat(graph.imports(new RepoPath("x/X.java"))).containsExactly(new RepoPath("a/b.java"));
    assertThat(graph.imports(new RepoPath("x/x.ts"))).containsExactly(new RepoPath("x/c.ts"));
  }

  private static Map<String, String> many() {
    var files = new HashMap<String, String>();
    for (int i = 0; i < FILES; i++) {
      files.put("p/m%d.py".formatted(i), i == 0 ? "" : "import p.m%d".formatted(i - 1));
    }
    return files;
  }
}
