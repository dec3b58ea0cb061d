package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutlineCacheTest {
  @Test
  void what_one_process_read_another_is_told_in_full() {
    var files = new HashMap<String, String>();
    for (int i = 0; i < 10; i++) {
      files.put("a/M%d.java".formatted(i), "class M%d { @Deprecated void go() {} ".formatted(i));
      files.put(
          "a/test_%d.py".formatted(i),
          "def test_%d():\n    raise NotImplementedError".formatted(i));
      files.put("a/m%d.go".formatted(i), "package a\n\nfunc M%d() int {".formatted(i));
    }
    files.put("a/long.c", "int a;\n".repeat(SourceReader.MAX_CHARS / 7 + 1));
    var shelf = new MemoryShelf();
    var tree = new CountingTree(files);
    var again = new CountingTree(files);

    var cold = new OutlineCache(shelf).read(tree, tree.paths());
    var cached = new OutlineCache(shelf).read(again, again.paths());

    assertThat(cold).hasSize(30);
    assertThat(cached).isEqualTo(cold);
    assertThat(again.texts()).isLessThanOrEqualTo(1);
  }

  @Test
  void a_header_and_a_source_of_one_text_are_read_each_as_what_it_is() {
    var text = "namespace a { struct B { void c(); }; }";
    var tree = MapTree.of(Map.of("a.h", text, "a.c", text, "a.md", text));

    var readings = new OutlineCache().read(tree, tree.paths());

    assertThat(readings).hasSize(2);
    assertThat(readings.get(new RepoPath("a.h")))
        .isEqualTo(SourceReader.read(new RepoPath("a.h"), text))
        .isNotEqualTo(readings.get(new RepoPath("a.c")));
  }
}
