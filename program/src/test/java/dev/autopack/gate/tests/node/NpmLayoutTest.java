package dev.autopack.gate.tests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpmLayoutTest {
  private static final String RUNS = "{\"scripts\": {\"test\": \"vitest\"}}";
  private static final String TEST = "test('a', () => {});\n";

  private final Map<String, String> files = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"workspaces\": [\"./packages/*/\", \"tool\"]}",
        "{\"workspaces\": {\"packages\": [\"packages/*\", \"tool\"]}}"
      })
  void members_of_a_workspace_are_installed_with_it(String top) {
    files.put("web/package.json", top);
    files.put("web/packages/a/package.json", RUNS);
    files.put("web/packages/a/deep/package.json", RUNS);
    files.put("web/tool/package.json", RUNS);
    files.put("web/other/package.json", RUNS);
    files.put("web/mark/package.json", "{\"type\": \"module\"}");

    assertThat(layout().builds())
        .extracting(Build::folder)
        .containsExactly("web", "web/other", "web/packages/a/deep");
    assertThat(layout().packages(new Build("web")))
        .extracting(NpmPackage::installed)
        .extracting(RepoPath::value)
        .containsExactly(
            "web/node_modules", "web/tool/node_modules", "web/packages/a/node_modules");
  }

  @Test
  void pnpm_names_members_in_a_file_of_its_own() {
    files.put("package.json", "{\"dependencies\": {\"x\": \"1\"}}");
    files.put("pnpm-workspace.yaml", "packages:\n  - 'packages/*'\n  - tool # ours\n");
    files.put("packages/a/package.json", RUNS);
    files.put("tool/package.json", RUNS);
    files.put("other/package.json", RUNS);

    assertThat(layout().builds()).extracting(Build::folder).containsExactly("", "other");
  }

  @Test
  void a_package_file_says_its_scripts_and_packages_of_every_kind() {
    files.put(
        "package.json",
        """
        {"scripts": {"test": "jest", "odd": 1}, "dependencies": {"a": "1"},
         "devDependencies": {"b": "1"}, "optionalDependencies": {"c": "1"}}
        """);
    var one = NpmPackage.read(MapTree.of(files), Build.TOP);

    assertThat(one.scripts()).containsEntry("test", "jest").containsKey("odd");
    assertThat(one.dependencies()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(one.isPackage()).isTrue();

    files.put("package.json", "{\"scripts\": ");
    assertThat(NpmPackage.read(MapTree.of(files), Build.TOP).isPackage()).isFalse();
    assertThat(NpmPackage.read(MapTree.of(Map.of()), Build.TOP).isPackage()).isFalse();
    files.put("package.json", "{\"workspaces\": [\"a\"]}");
    assertThat(NpmPackage.read(MapTree.of(files), Build.TOP).isPackage()).isTrue();
    files.put("package.json", "{\"devDependencies\": {\"b\": \"1\"}}");
    assertThat(NpmPackage.read(MapTree.of(files), Build.TOP).isPackage()).isTrue();
  }

  @Test
  void tests_are_scripts_that_are_called_or_lie_like_tests_or_are_named_and_call_what_makes_them() {
    files.put("package.json", RUNS);
    for (var path :
        List.of(
            "a.test.ts",
            "b.js",
            "tests/c.mjs",
            "__tests__/d.jsx",
            "e.spec.cjs",
            "f.js",
            "test/g.js",
            "own/h.test.js",
            "node_modules/x/i.test.js",
            "j.test.txt",
            "types.test.d.ts")) {
      files.put(path, TEST);
    }
    files.put("k.test.js", "contest(1)\n");
    files.put("own/package.json", RUNS);

    assertThat(layout().units(Build.TOP, Checkout.paths("f.js")))
        .singleElement()
        .satisfies(unit ->
            assertThat(unit.tests())
                .extracting(RepoPath::value)
                .containsExactly(
                    "__tests__/d.jsx",
                    "a.test.ts",
                    "e.spec.cjs",
                    "f.js",
                    "test/g.js",
                    "tests/c.mjs"));
  }

  @Test
  void a_runner_at_the_top_runs_all_and_else_each_member_its_own() {
    files.put("package.json", "{\"workspaces\": [\"*\"], \"scripts\": {\"test\": \"jest\"}}");
    files.put("a/package.json", RUNS);
    files.put("a/a.test.js", TEST);
    files.put("b/package.json", RUNS);
    files.put("b/b.js", "");
    assertThat(places()).containsExactly("");

    files.put("package.json", "{\"workspaces\": [\"*\"], \"scripts\": {\"test\": \"turbo\"}}");
    files.put("c/package.json", RUNS);
    files.put("c/c.test.js", TEST);
    assertThat(places()).containsExactly("a", "c");
    assertThat(layout().units(new Build("gone"), List.of())).isEmpty();
  }

  @Test
  void what_uses_nodes_own_runner_needs_no_script() {
    files.put("package.json", "{\"scripts\": {\"build\": \"tsc\"}}");
    files.put("a.test.js", TEST);
    assertThat(places()).isEmpty();

    files.put("b.test.mjs", "import test from 'node:test';\n" + TEST);
    assertThat(layout().units(Build.TOP, List.of()))
        .extracting(unit -> unit.script().runner())
        .containsExactly(TestScript.Runner.NODE);
  }

  @Test
  void words_of_a_script_are_files_where_they_are_there_or_stand_for_some() {
    files.put(
        "web/package.json",
        "{\"scripts\": {\"test\": \"vitest a.test.js src gone ../x *.js /abs\"}}");
    files.put("web/a.test.js", TEST);
    files.put("web/src/b.js", "");
    files.put("web/gone2/b.js", "");

    assertThat(layout().units(new Build("web"), List.of()))
        .extracting(unit -> unit.script().arguments())
        .containsExactly(List.of("a.test.js", "src", "*.js"));
  }

  private List<String> places() {
    return layout().units(Build.TOP, List.of()).stream()
        .map(unit -> unit.place().folder())
        .toList();
  }

  private NpmLayout layout() {
    return NpmLayout.of(MapTree.of(files));
  }
}
