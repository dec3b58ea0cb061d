package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportGraphTest {
  @Test
  void java_names_of_the_same_package_count_as_imports() {
    var tree =
        MapTree.of(
            Map.of(
                "src/main/java/p/Game.java", "package p; class Game { Frame first; }",
                "src/main/java/p/Frame.java", "package p; class Frame {}",
                "src/main/java/q/Frame.java", "package q; class Frame { /* Game */ }",
                "src/test/java/p/PlayTest.java", "package p; class PlayTest { Game game; }",
                "src/main/java/q/Use.java", "package q; import p.Game; class Use {}"));

    var graph = graph(tree, "src/main/java/p/Game.java");

    assertThat(names(graph.imports(path("src/main/java/p/Game.java"))))
        .containsExactly("src/main/java/p/Frame.java");
    assertThat(names(graph.importers(path("src/main/java/p/Game.java"))))
        .containsExactly("src/main/java/q/Use.java", "src/test/java/p/PlayTest.java");
  }

  @Test
  void python_modules_are_found_from_the_importer_upwards_and_under_src() {
    var tree =
        MapTree.of(
            Map.of(
                "src/pets/__init__.py", "",
                "src/pets/cat.py", "from . import dog\nfrom .food import fish",
                "src/pets/dog.py", "",
                "src/pets/food.py", "",
                "tests/test_cat.py", "import pets.cat\nfrom helpers import x",
                "tests/helpers.py", ""));

    var graph = graph(tree, "src/pets/cat.py");

    assertThat(names(graph.imports(path("src/pets/cat.py"))))
        .containsExactly("src/pets/dog.py", "src/pets/food.py");
    assertThat(names(graph.imports(path("tests/test_cat.py"))))
        .containsExactly("src/pets/cat.py", "tests/helpers.py");
  }

  @Test
  void a_planned_file_is_imported_before_it_is_there() {
    var tree = MapTree.of(Map.of("web/a.test.ts", "import { a } from './a.js'"));

    assertThat(names(graph(tree, "web/a.ts").importers(path("web/a.ts"))))
        .containsExactly("web/a.test.ts");
  }

  @Test
  void go_files_import_packages_of_their_module_and_what_they_name_of_their_own() {
    var tree =
        MapTree.of(
            Map.of(
                "go.mod", "module example.org/m\n",
                "a/a.go", "package a\nfunc Add() {}\nconst (\n\tLimit = 3\n)\n",
                "a/a_test.go", "package a\nvar _ = Limit\nvar x = table\n",
                "a/cases_test.go", "package a\nvar table = 1\n",
                "a/other.go", "package a\nfunc Sub() {}\n",
                "b/b.go", "package b\nimport \"example.org/m/a\"\n"));

    var graph = graph(tree, "a/a.go");

    assertThat(names(graph.importers(path("a/a.go")))).containsExactly("a/a_test.go", "b/b.go");
    assertThat(names(graph.imports(path("a/a_test.go"))))
        .containsExactly("a/a.go", "a/cases_test.go");
    assertThat(names(graph.imports(path("b/b.go")))).containsExactly("a/a.go", "a/other.go");
  }

  @Test
  void a_go_package_is_built_without_its_tests() {
    var tree =
        MapTree.of(
            Map.of(
                "a/a.go", "package a\nvar x = helper\n",
                "a/a_test.go", "package a\nvar helper = 1\n"));

    assertThat(graph(tree, "a/a.go").imports(path("a/a.go"))).isEmpty();
  }

  @Test
  void a_package_of_a_scope_is_found_by_its_folder_where_its_settings_are_not_there() {
    var tree =
        MapTree.of(
            Map.of(
                "packages/cart/src/sum.ts", "import { tax } from '@shop/tax'\n",
                "packages/tax/src/index.ts", "export const tax = 1\n",
                "examples/two/index.ts", "import '@shop/two'\nimport '@shop/cart/deep/er'\n",
                "packages/two/index.ts", "export {}\n"));

    var graph = graph(tree, "packages/cart/src/sum.ts");

    assertThat(names(graph.imports(path("packages/cart/src/sum.ts"))))
        .containsExactly("packages/tax/src/index.ts");
    // Two folders of that name: neither is meant for certain.
    assertThat(graph.imports(path("examples/two/index.ts"))).isEmpty();
  }

  @Test
  void rust_paths_lead_to_modules_and_a_crate_is_known_by_its_name() {
    var tree =
        MapTree.of(
            Map.of(
                "Cargo.toml", "[package]\nname = \"two-bucket\"\n",
                "src/lib.rs", "mod deep;\nuse crate::deep::leaf::Item;",
                "src/deep/mod.rs", "pub mod leaf;",
                "src/deep/leaf.rs", "use super::Other;",
                "tests/two-bucket.rs", "use two_bucket::solve;\nmod common;",
                "tests/common/mod.rs", ""));

    var graph = graph(tree, "src/lib.rs");

    assertThat(names(graph.imports(path("src/lib.rs"))))
        .containsExactly("src/deep/leaf.rs", "src/deep/mod.rs");
    assertThat(names(graph.imports(path("src/deep/leaf.rs")))).containsExactly("src/deep/mod.rs");
    assertThat(names(graph.imports(path("tests/two-bucket.rs"))))
        .containsExactly("src/lib.rs", "tests/common/mod.rs");
  }

  @Test
  void an_import_that_leaves_the_repository_means_nothing() {
    var tree = MapTree.of(Map.of("a.js", "import '../../../etc/passwd'; import './\\0';"));

    assertThat(graph(tree, "a.js").imports(path("a.js"))).isEmpty();
  }

  @Test
  void beyond_the_bound_the_far_files_stay_unread() {
    var tree =
        MapTree.of(
            Map.of("p/a.py", "", "p/b.py", "import a", "far/away/c.py", "import p.a", "x.go", ""));

    var graph = ImportGraph.around(tree, List.of(path("p/a.py")), 2, new FactCache());

    assertThat(graph.unread()).isEqualTo(1);
    assertThat(names(graph.importers(path("p/a.py")))).containsExactly("p/b.py");
  }

  private static ImportGraph graph(MapTree tree, String around) {
    return ImportGraph.around(tree, List.of(path(around)), 100, new FactCache());
  }

  private static RepoPath path(String text) {
    return new RepoPath(text);
  }

  private static List<String> names(Collection<RepoPath> paths) {
    return paths.stream().map(RepoPath::value).toList();
  }
}
