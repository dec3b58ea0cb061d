package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuildTest {
  private static final Build SHOP = new Build("shop");

  @Test
  void builds_are_found_outermost_first_and_each_folder_once() {
    var tree = tree("b/x/go.mod", "b/go.mod", "b/go.work", "a/go.mod", "go.mod");

    assertThat(Build.find(tree, name -> name.startsWith("go."), (_, _) -> false))
        .extracting(Build::folder)
        .containsExactly("", "a", "b", "b/x");
  }

  @Test
  void what_an_outer_one_builds_along_is_no_build_of_its_own() {
    var tree = tree("a/pom.xml", "a/in/pom.xml", "ab/pom.xml", "a/out/pom.xml");

    assertThat(Build.find(tree, "pom.xml"::equals, (_, inner) -> !inner.folder().endsWith("out")))
        .extracting(Build::folder)
        .containsExactly("a", "ab", "a/out");
  }

  @Test
  void other_peoples_packages_and_test_data_hold_no_build() {
    var tree = tree("node_modules/x/package.json", "web/testdata/package.json", "web/package.json");

    assertThat(Build.find(tree, "package.json"::equals, (_, _) -> false))
        .containsExactly(new Build("web"));
    assertThat(Build.isForeign(new RepoPath("a/vendor/b/c.go"))).isTrue();
    assertThat(Build.isForeign(new RepoPath("a/vendors/c.go"))).isFalse();
    assertThat(Build.isForeign(new RepoPath("vendor"))).isFalse();
  }

  @Test
  void a_folder_holds_what_lies_in_it_and_not_what_is_only_called_like_it() {
    assertThat(SHOP.holds(new RepoPath("shop/a.go"))).isTrue();
    assertThat(SHOP.holds(new RepoPath("shopping/a.go"))).isFalse();
    assertThat(SHOP.holds(SHOP)).isTrue();
    assertThat(SHOP.holds(new Build("shop/cart"))).isTrue();
    assertThat(SHOP.holds(new Build("shopping"))).isFalse();
    assertThat(SHOP.holds(Build.TOP)).isFalse();
    assertThat(Build.TOP.holds(SHOP)).isTrue();
    assertThat(Build.TOP.holds(new RepoPath("a.go"))).isTrue();
  }

  @Test
  void its_files_are_its_own_alone() {
    var tree = tree("shop/a.go", "shop/cart/b.go", "shop/vendor/c.go", "d.go");

    assertThat(SHOP.files(tree, List.of(Build.TOP, SHOP, new Build("shop/cart"))))
        .extracting(RepoPath::value)
        .containsExactly("shop/a.go");
    assertThat(SHOP.files(tree, List.of(SHOP)))
        .extracting(RepoPath::value)
        .containsExactly("shop/a.go", "shop/cart/b.go");
  }

  @Test
  void paths_are_told_from_the_repository_and_from_the_build() {
    assertThat(SHOP.inRepository("a.go")).isEqualTo("shop/a.go");
    assertThat(SHOP.file("a.go")).isEqualTo(new RepoPath("shop/a.go"));
    assertThat(SHOP.inBuild("shop/cart/a.go")).isEqualTo("cart/a.go");
    assertThat(SHOP.inBuild("shopping/a.go")).isEqualTo("shopping/a.go");
    assertThat(SHOP.in(Path.of("/tree"))).isEqualTo(Path.of("/tree/shop"));
    assertThat(SHOP.id("go")).isEqualTo("go:shop");
    assertThat(Build.TOP.inRepository("a.go")).isEqualTo("a.go");
    assertThat(Build.TOP.inBuild("shop/a.go")).isEqualTo("shop/a.go");
    assertThat(Build.TOP.id("go")).isEqualTo("go");
  }

  private static MapTree tree(String... paths) {
    var files = new TreeMap<String, String>();
    for (var path : paths) {
      files.put(path, "");
    }
    return MapTree.of(Map.copyOf(files));
  }
}
