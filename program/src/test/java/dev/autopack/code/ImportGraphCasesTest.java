package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small repositories in one text each, whose edges were written by hand below their files. */
class ImportGraphCasesTest {
  private static final String MARK = "=== ";

  @ParameterizedTest
  @ValueSource(strings = {"java-kotlin", "python", "script", "go", "rust", "csharp", "c-cpp"})
  void a_repository_has_the_edges_that_a_reader_finds(String name) throws IOException {
    var files = new HashMap<RepoPath, String>();
    var expected = new ArrayList<String>();
    for (var section : ("\n" + text(name)).split("\n" + MARK, -1)) {
      var parts = section.split("\n", 2);
      if (parts[0].equals("edges")) {
        expected.addAll(parts[1].lines().toList());
      } else if (!parts[0].isBlank()) {
        files.put(new RepoPath(parts[0]), parts.length < 2 ? "" : parts[1]);
      }
    }

    var graph = ImportGraph.of(files);

    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(edges(graph)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(graph.edges()).isEqualTo(expected.size());
  }

  private static List<String> edges(ImportGraph graph) {
    var edges = new ArrayList<String>();
    for (var file : graph.files()) {
      for (var target : graph.imports(file)) {
        edges.add(file + " -> " + target);
        assertThat(graph.importers(target)).contains(file);
      }
    }
    return edges;
  }

  private static String text(String name) throws IOException {
    try (var in = ImportGraphCasesTest.class.getResourceAsStream("imports/" + name + ".txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
