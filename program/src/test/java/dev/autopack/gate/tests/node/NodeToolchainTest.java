package dev.autopack.gate.tests.node;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Exercise;
import dev.autopack.gate.testing.Measured;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real runners, which are installed once. */
class NodeToolchainTest {
  private static final String BOTH =
      """
      {"private": true, "scripts": {"test": "%s"},
       "devDependencies": {"vitest": "3.2.4", "jest": "30.0.5",
                           "@vitest/coverage-v8": "3.2.4"}}
      """;

  @TempDir private static Path shared;
  @TempDir private Path temporary;

  private final List<Path> links = new ArrayList<>();
  private final NodeToolchain node = new NodeToolchain(Checkout.runner());

  @BeforeAll
  static void install() throws InterruptedException {
    Proof.requireProgram("npm");
    var files =
        Map.of("package.json", BOTH.formatted("vitest"), "a.test.js", "test('a', () => {})");
    var checkout = Checkout.of(shared, files);
    var build = new NodeToolchain(Checkout.runner()).builds(checkout.tree(), List.of()).getFirst();
    assertThat(build.prepare(checkout.request())).isEqualTo(new Preparation.Ready());
  }

  @AfterEach
  void unlink() throws IOException {
    for (var link : links) {
      Files.delete(link);
    }
  }

  @Test
  void vitest_runs_once_though_the_script_watches_and_every_test_is_known_by_file_and_name()
      throws Exception {
    var report =
        run(
            "web",
            "vitest --watch",
            Map.of(
                "src/price.test.js",
                """
                import { describe, it, test, expect } from 'vitest';
                import { price } from './price.js';
                describe('price', () => {
                  describe('of > many', () => {
                    it.each([1, 2])('case %i', (n) => {
                      expect(price(n)).toBe(1);
                    });
                  });
                  it.skip('off', () => {});
                  it.todo('later');
                });
                test('alone', () => {});
                """,
                "src/price.js",
                "export function price(n) {\n  return n;\n}\nexport function never() {\n  return 1;\n}\n",
                "vitest.config.js",
                "export default { test: { coverage: { thresholds: { 100: true, lines: 99 } } } };\n",
                "src/broken.test.js",
                "import { test } from 'vitest';\nimport gone from './gone.js';\ntest('a', gone);\n"));

    assertThat(report.toolchain()).isEqualTo("node:web");
    assertThat(results(report))
        .containsExactly(
            "PASSED web/src/price.test.js::alone",
            "SKIPPED web/src/price.test.js::price > later",
            "PASSED web/src/price.test.js::price > of > many > case 1",
            "FAILED web/src/price.test.js::price > of > many > case 2 web/src/price.test.js:6",
            "SKIPPED web/src/price.test.js::price > off");
    assertThat(report.results().get(3).message())
        .isEqualTo("AssertionError: expected 2 to be 1 // Object.is equality");
    assertThat(trouble(report)).hasSize(1);
    assertThat(trouble(report).getFirst()).startsWith("COLLECTION web/src/broken.test.js");
    assertThat(report.execution().environment())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("vitest vitest/3.2.4"));
    assertThat(Measured.lines(report)).containsExactly("web/src/price.js: 4 of 6");
  }

  @Test
  void jest_is_told_by_its_script_and_a_focused_test_is_trouble() throws Exception {
    var report =
        run(
            "web",
            "jest --watchAll",
            Map.of(
                "a.test.js",
                "describe('a', () => {\n  it.only('one', () => {});\n  it('two', () => {});\n});\n",
                "b.test.js",
                "const { at } = require('./helper');\ntest('b', () => {\n  at(1);\n});\n",
                "helper.js",
                "exports.at = (n) => {\n  expect(n).toBe(2);\n};\n",
                "jest.config.js",
                "module.exports = { coverageThreshold: { global: { lines: 100 } } };\n",
                "c.test.js",
                "syntax error here ("));

    assertThat(results(report))
        .containsExactly(
            "PASSED web/a.test.js::a > one",
            "SKIPPED web/a.test.js::a > two",
            "FAILED web/b.test.js::b web/b.test.js:3");
    assertThat(trouble(report))
        .containsExactly(
            "COLLECTION web/c.test.js:1: its tests cannot be run: Jest encountered an unexpected"
                + " token",
            "NOT_RUN web/a.test.js:2: a focused test (`.only`) keeps the others of its file from"
                + " running");
    assertThat(Measured.lines(report)).containsExactly("web/helper.js: 3 of 3");
  }

  @Test
  void node_itself_runs_what_needs_no_package() throws Exception {
    var files =
        Map.of(
            "package.json",
            "{\"scripts\": {\"test\": \"node --test --watch tests/*.mjs\"}}",
            "tests/a.mjs",
            """
            import { test, describe, it } from 'node:test';
            import assert from 'node:assert';
            import { price } from '../price.mjs';
            describe('outer', () => {
              it('fine', () => {});
              it('off', { skip: true }, () => {});
            });
            test('parent', async (t) => {
              await t.test('child', () => {
                assert.equal(price(1), 2);
              });
            });
            """,
            "price.mjs",
            "export function price(n) {\n  return n;\n}\nexport function never() {\n  return 1;\n}\n",
            "tests/b.mjs",
            "import { test } from 'node:test';\nsyntax error");
    var checkout = Checkout.of(temporary, files);
    var build = build(checkout);
    assertThat(build.prepare(checkout.request())).isEqualTo(new Preparation.Ready());

    var report = build.run(checkout.request());

    assertThat(results(report))
        .containsExactly(
            "PASSED tests/a.mjs::outer > fine",
            "SKIPPED tests/a.mjs::outer > off",
            "FAILED tests/a.mjs::parent",
            "FAILED tests/a.mjs::parent > child tests/a.mjs:10");
    assertThat(trouble(report))
        .containsExactly("COLLECTION tests/b.mjs:2: its tests cannot be run: test failed");
    assertThat(Measured.lines(report)).containsExactly("price.mjs: 4 of 6");
  }

  @Test
  void a_selection_runs_those_alone() throws Exception {
    for (var script : List.of("vitest run", "jest")) {
      var text =
          (script.equals("jest") ? "" : "import { describe, it, expect } from 'vitest';\n")
              + "describe('a (b)', () => {\n  it('is $1 > [x]', () => {});\n"
              + "  it('is $1', () => { throw new Error('never asked for'); });\n});\n";
      var checkout =
          linked(
              "only-" + script.substring(0, 4),
              script,
              Map.of("a.test.js", text, "b.test.js", text));
      var build = build(checkout);
      var all = build.run(checkout.request());
      var one =
          all.results().stream().filter(it -> it.outcome() == Outcome.PASSED).toList().getFirst();

      var again = build.run(checkout.request().selecting(new Selection.Only(List.of(one))));

      assertThat(all.results()).hasSize(4);
      assertThat(again.results()).containsExactly(one);
      assertThat(again.trouble()).isEmpty();
      assertThat(again.execution().exitCode()).isZero();
    }
  }

  @Test
  void a_hang_and_a_death_and_nothing_at_all_are_told_apart() throws Exception {
    var hangs =
        linked(
            "hangs",
            "vitest run",
            Map.of(
                "a.test.js", vitest("await new Promise(() => { setInterval(() => {}, 1000); })")));
    var config = "export default { test: { testTimeout: 0, include: ['nowhere/*.js'] } };\n";

    assertThat(
            trouble(
                build(hangs)
                    .run(
                        hangs.request(new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1))))))
        .anyMatch(line -> line.startsWith("HANG: "));
    var none =
        linked("none", "vitest run", Map.of("a.test.js", vitest(""), "vitest.config.js", config));
    assertThat(trouble(build(none).run(none.request())))
        .containsExactly("NO_TESTS: vitest ran no test");
    var dead =
        linked(
            "dead",
            "vitest run",
            Map.of("a.test.js", vitest(""), "vitest.config.js", "process.exit(3);\n"));
    assertThat(trouble(build(dead).run(dead.request())))
        .containsExactly("CRASH: vitest died with exit code 3 before its report was written:");
    var good =
        linked(
            "good",
            "jest",
            Map.of(
                "a.test.js",
                "test('a', () => {}); process.on('exit', () => { process.exitCode = 7; });"));
    assertThat(results(build(good).run(good.request()))).containsExactly("PASSED a.test.js::a");
  }

  @Test
  void an_exercise_passes_with_its_solution() throws Exception {
    var files = new TreeMap<>(Exercise.solved("javascript-bowling"));
    files.put(
        "package.json",
        BOTH.formatted("vitest run").replace("{\"private\"", "{\"type\": \"module\", \"private\""));
    var checkout = link(Checkout.of(temporary.resolve("exercise"), files), "");

    var report = build(checkout).run(checkout.request());

    assertThat(report.trouble()).isEmpty();
    assertThat(report.results()).hasSize(30).allMatch(one -> one.outcome() == Outcome.PASSED);
  }

  @Test
  void a_workspace_is_one_build_and_what_lies_beside_it_another() {
    var runs = "{\"scripts\": {\"test\": \"node --test\"}}";
    var test = "import { test } from 'node:test'; test('a', () => {})";
    var tree =
        MapTree.of(
            Map.of(
                "web/package.json", "{\"workspaces\": [\"packages/*\"]}",
                "web/packages/a/package.json", runs,
                "web/packages/a/a.test.js", test,
                "web/packages/b/package.json", runs,
                "web/packages/b/b.test.js", test,
                "tool/package.json", runs,
                "tool/a.test.js", test,
                "docs/package.json", runs));

    assertThat(node.builds(tree, List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("node:tool", "node:web");
    assertThat(node.builds(tree, List.of()).get(1).prepared(tree))
        .extracting(Object::toString)
        .containsExactly(
            "web/node_modules", "web/packages/a/node_modules", "web/packages/b/node_modules");
  }

  private static String vitest(String body) {
    return "import { test } from 'vitest';\ntest('a', async () => { %s });\n".formatted(body);
  }

  private TestReport run(String folder, String script, Map<String, String> files) throws Exception {
    var all = new TreeMap<String, String>();
    all.put(folder + "/package.json", BOTH.formatted(script));
    all.putAll(Exercise.in(folder, files));
    var checkout = link(Checkout.of(temporary, all), folder);
    return build(checkout).run(checkout.request());
  }

  private Checkout linked(String name, String script, Map<String, String> files)
      throws IOException {
    var all = new TreeMap<>(files);
    all.put("package.json", BOTH.formatted(script));
    return link(Checkout.of(temporary.resolve(name), all), "");
  }

  /** The packages that were installed once serve every project here. */
  private Checkout link(Checkout checkout, String folder) throws IOException {
    var link = checkout.folder().resolve(folder).resolve("node_modules");
    links.add(Files.createSymbolicLink(link, shared.resolve("tree/node_modules")));
    return checkout;
  }

  private TestToolchain build(Checkout checkout) {
    return node.builds(checkout.tree(), List.of()).getFirst();
  }
}
