package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuildOrderTest {
  private static List<String> ordered(Map<String, String> tree, String... files) {
    var paths = Stream.of(files).map(RepoPath::new).toList();
    var start = MapTree.of(tree);
    var graph = ImportGraph.around(start, paths, 100, new FactCache());
    var deliverables = paths.stream().map(Deliverable::of).toList();
    return BuildOrder.of(paths, Dependencies.among(deliverables, start, graph)).stream()
        .flatMap(List::stream)
        .map(RepoPath::value)
        .toList();
  }

  @Test
  void a_new_file_comes_before_those_that_are_changed_to_use_it() {
    assertThat(ordered(Map.of("src/a.py", "a = 1\n"), "src/a.py", "src/z.py"))
        .containsExactly("src/z.py", "src/a.py");
  }

  @Test
  void what_the_files_of_a_folder_use_comes_before_the_others_of_that_folder() {
    var tree =
        Map.of(
            "apps/one.ts", "import { tax } from '../tax/index'\n",
            "apps/two.ts", "export const two = 2\n",
            "tax/index.ts", "export const tax = 1\n",
            "tax/rates.ts", "export const rates = []\n");

    assertThat(ordered(tree, "apps/two.ts", "tax/index.ts", "tax/rates.ts"))
        .containsExactly("tax/rates.ts", "tax/index.ts", "apps/two.ts");
  }

  @Test
  void what_is_known_to_build_on_a_file_is_not_waited_for() {
    var tree =
        Map.of(
            "apps/one.ts", "import { tax } from '../tax/index'\n",
            "apps/two.ts", "export const two = 2\n",
            "tax/index.ts", "import { two } from '../apps/two'\nexport const tax = two\n");

    assertThat(ordered(tree, "tax/index.ts", "apps/two.ts"))
        .containsExactly("apps/two.ts", "tax/index.ts");
  }

  @Test
  void helpers_of_tests_come_before_tests_and_documents_last() {
    assertThat(ordered(Map.of(), "docs/a.md", "tests/test_a.py", "tests/helpers.py", "src/b.py"))
        .containsExactly("src/b.py", "tests/helpers.py", "tests/test_a.py", "docs/a.md");
  }

  @Test
  void the_face_of_a_folder_waits_for_the_folder_and_else_for_nothing() {
    assertThat(ordered(Map.of(), "app/routes.ts", "cart/index.ts", "cart/sum.ts"))
        .containsExactly("cart/sum.ts", "app/routes.ts", "cart/index.ts");
    assertThat(ordered(Map.of(), "app/routes.ts", "cart/index.ts"))
        .containsExactly("cart/index.ts", "app/routes.ts");
  }

  @Test
  void the_face_of_a_new_package_comes_before_all_that_is_there() {
    var tree = Map.of("core/options.ts", "export const a = 1\n", "core/types.ts", "export {}\n");

    assertThat(ordered(tree, "core/options.ts", "core/types.ts", "shared/src/index.ts"))
        .containsExactly("shared/src/index.ts", "core/options.ts", "core/types.ts");
  }
}
