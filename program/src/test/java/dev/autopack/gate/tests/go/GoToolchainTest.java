package dev.autopack.gate.tests.go;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Measurement;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real go. */
class GoToolchainTest {
  private static final String MODULE = "module example.com/shop\n\ngo 1.22\n";

  @TempDir private Path temporary;

  private final GoToolchain go = new GoToolchain(Checkout.runner());

  @BeforeEach
  void go_is_there() {
    Proof.requireProgram("go");
  }

  @Test
  void each_test_is_known_by_its_package_folder_and_name_even_where_another_does_not_compile()
      throws Exception {
    var report =
        run(
            Map.of(
                "backend/go.mod",
                MODULE,
                "backend/cart/cart_test.go",
                """
                package cart
                import "testing"
                func TestPrice(t *testing.T) {
                  t.Run("of two", func(t *testing.T) {
                    t.Errorf("got %d", 1)
                  })
                  t.Run("of (one)", func(t *testing.T) {})
                }
                func TestOff(t *testing.T) { t.Skip("later") }
                func TestPanic(t *testing.T) {
                  var m map[string]int
                  m["a"] = 1
                }
                """,
                "backend/bad/bad.go",
                "package bad\nfunc F() int {\n  return unknown\n}\n",
                "backend/bad/bad_test.go",
                "package bad\nimport \"testing\"\nfunc TestB(t *testing.T) {}\n"));

    assertThat(report.toolchain()).isEqualTo("go:backend");
    assertThat(trouble(report))
        .containsExactly("COMPILE backend/bad/bad.go:3: it does not compile: undefined: unknown");
    assertThat(results(report))
        .containsExactly(
            "UNKNOWN backend/bad::TestB",
            "SKIPPED backend/cart::TestOff",
            "FAILED backend/cart::TestPanic backend/cart/cart_test.go:12",
            "FAILED backend/cart::TestPrice",
            "PASSED backend/cart::TestPrice/of_(one)",
            "FAILED backend/cart::TestPrice/of_two backend/cart/cart_test.go:5");
    assertThat(report.results().getLast().message()).isEqualTo("got 1");
    assertThat(report.results().getLast().file()).isEqualTo("backend/cart/cart_test.go");
    assertThat(report.results().get(2).message())
        .startsWith("panic: assignment to entry in nil map");
    assertThat(report.execution().environment())
        .singleElement()
        .asString()
        .startsWith("go version");
    assertThat(report.coverage())
        .contains(new Measurement.Missing("the tests did not run to their end"));
  }

  @Test
  void an_exercise_passes_with_its_solution_and_a_selection_runs_those_alone() throws Exception {
    var checkout = Checkout.of(temporary, Exercise.solved("go-bowling"));
    var build = prepared(checkout);

    var all = build.run(checkout.request());
    var subtest = all.results().getLast();
    var again = build.run(checkout.request().selecting(new Selection.Only(List.of(subtest))));

    assertThat(all.trouble()).isEmpty();
    assertThat(all.results()).isNotEmpty().allMatch(one -> one.outcome() == Outcome.PASSED);
    assertThat(subtest.id().name()).contains("/");
    assertThat(again.results()).containsExactly(subtest);
    assertThat(again.trouble()).isEmpty();
  }

  @Test
  void a_hang_and_a_death_outside_of_every_test_are_told_apart() throws Exception {
    var hang =
        Map.of(
            "go.mod",
            MODULE,
            "a_test.go",
            "package shop\nimport \"testing\"\nfunc TestHangs(t *testing.T) { ch := make(chan int);"
                + " go func() { for {} }(); <-ch }\n");
    var checkout = Checkout.of(temporary.resolve("hang"), hang);
    var patience = new Patience(Duration.ofMinutes(3), Duration.ofSeconds(15));
    var report = prepared(checkout).run(checkout.request(patience));
    assertThat(trouble(report))
        .containsExactly("HANG: the tests were stopped: 15 s without a word");
    assertThat(results(report)).containsExactly("UNKNOWN .::TestHangs");

    var death =
        Map.of(
            "go.mod",
            MODULE,
            "a_test.go",
            "package shop\nimport (\"os\"; \"testing\")\nfunc TestMain(m *testing.M) {"
                + " m.Run(); os.Exit(3) }\nfunc TestA(t *testing.T) {}\n");
    var dead = Checkout.of(temporary.resolve("death"), death);
    var ended = prepared(dead).run(dead.request());
    assertThat(trouble(ended)).containsExactly("CRASH: the tests of '.' died:");
    assertThat(results(ended)).containsExactly("PASSED .::TestA");
  }

  @Test
  void a_workspace_is_one_build_and_a_missing_module_is_said() throws Exception {
    var test = "package a\nimport \"testing\"\nfunc TestA(t *testing.T) {}\n";
    var files =
        Map.of(
            "go.work", "go 1.22\n\nuse (\n\t./one\n\t./two\n)\n",
            "one/go.mod", "module example.com/one\n\ngo 1.22\n",
            "one/a.go",
                "package a\nfunc init() { price(0) }\nfunc price(n int) int {\n\tif n > 0 {\n\t\treturn n\n\t}\n\treturn 0\n}\n",
            "one/a_test.go", test,
            "two/go.mod", "module example.com/two\n\ngo 1.22\n",
            "two/inner/a_test.go", test,
            "alone/go.mod", "module example.com/one\n\ngo 1.22\n",
            "alone/a_test.go", test);
    assertThat(go.builds(MapTree.of(files), List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("go", "go:alone");
    var report = run(files);
    assertThat(results(report)).containsExactly("PASSED one::TestA", "PASSED two/inner::TestA");
    assertThat(Measured.lines(report)).containsExactly("one/a.go: 4 of 6");

    var lacking =
        Checkout.of(
            temporary.resolve("lacking"),
            Map.of(
                "go.mod",
                MODULE + "require example.com/gone v1.0.0\nreplace example.com/gone => ../gone\n",
                "a_test.go",
                test));
    var build = go.builds(lacking.tree(), List.of()).getFirst();
    assertThat(build.prepare(lacking.request())).isInstanceOf(Preparation.Failed.class);
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    var checkout = Checkout.of(temporary, files);
    return prepared(checkout).run(checkout.request());
  }

  private TestToolchain prepared(Checkout checkout) throws InterruptedException {
    var build = go.builds(checkout.tree(), List.of()).getFirst();
    assertThat(build.prepare(checkout.request())).isEqualTo(new Preparation.Ready());
    return build;
  }
}
