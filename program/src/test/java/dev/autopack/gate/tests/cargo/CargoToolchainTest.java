package dev.autopack.gate.tests.cargo;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Measurement;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
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
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real cargo. */
class CargoToolchainTest {
  private static final String PACKAGE =
      "[package]\nname = \"%s\"\nversion = \"1.0.0\"\nedition = \"2021\"\n";

  @TempDir private Path temporary;

  private final CargoToolchain cargo = new CargoToolchain(Checkout.runner());

  @BeforeEach
  void cargo_is_there() {
    Proof.requireProgram("cargo");
  }

  @Test
  void each_test_is_known_by_its_target_and_name_in_every_package_of_a_workspace()
      throws Exception {
    var files = new TreeMap<String, String>();
    files.put(
        "backend/Cargo.toml", "[workspace]\nmembers = [\"core\", \"shop\"]\nresolver = \"2\"\n");
    files.put("backend/core/Cargo.toml", PACKAGE.formatted("core-parts"));
    files.put(
        "backend/core/src/lib.rs",
        """
        pub mod price;
        /// Adds.
        /// ```
        /// assert_eq!(core_parts::add(1, 1), 2);
        /// ```
        /// ```
        /// assert_eq!(core_parts::add(1, 1), 3);
        /// ```
        pub fn add(a: i32, b: i32) -> i32 { a + b }
        """);
    files.put(
        "backend/core/src/price.rs",
        """
        #[cfg(test)]
        mod tests {
          #[test] fn is_low() { assert!(true); }
          #[test] fn is_high() {
            assert_eq!(1, 2, "too high");
          }
          #[test] #[ignore] fn is_slow() {}
          #[test] #[should_panic] fn is_refused() { panic!() }
        }
        """);
    files.put("backend/shop/Cargo.toml", PACKAGE.formatted("shop"));
    files.put("backend/shop/src/main.rs", "fn main() {}\n");
    files.put(
        "backend/shop/tests/it.rs",
        "#[test]\nfn aborts() { std::process::abort(); }\n#[test]\nfn leaves() { std::process::exit(0); }\n#[test]\nfn stays() {}\n");

    var report = run(files);

    assertThat(report.toolchain()).isEqualTo("cargo:backend");
    assertThat(trouble(report)).isEmpty();
    assertThat(results(report))
        .containsExactly(
            "PASSED backend/core/src/lib.rs::doc add",
            "FAILED backend/core/src/lib.rs::doc add #2 backend/core/src/lib.rs:6",
            "FAILED backend/core/src/lib.rs::price::tests::is_high backend/core/src/price.rs:5",
            "PASSED backend/core/src/lib.rs::price::tests::is_low",
            "PASSED backend/core/src/lib.rs::price::tests::is_refused",
            "SKIPPED backend/core/src/lib.rs::price::tests::is_slow",
            "ERROR backend/shop/tests/it.rs::aborts",
            "ERROR backend/shop/tests/it.rs::leaves",
            "PASSED backend/shop/tests/it.rs::stays");
    assertThat(report.results().get(2).message())
        .isEqualTo("assertion `left == right` failed: too high\n  left: 1\n right: 2");
    assertThat(report.results().get(2).file()).isEqualTo("backend/core/src/price.rs");
    assertThat(report.kind()).isEqualTo(Kind.STRUCTURED);
    assertThat(report.execution().environment()).singleElement().asString().startsWith("rustc ");
    assertThat(report.execution().exitCode()).isNotZero();
  }

  @Test
  void a_selection_runs_those_alone() throws Exception {
    var checkout = Checkout.of(temporary, Exercise.solved("rust-bowling"));
    var build = prepared(checkout);

    var all = build.run(checkout.request());
    var some = List.of(all.results().get(3), all.results().get(1));
    var again = build.run(checkout.request().selecting(new Selection.Only(some)));

    assertThat(all.results()).hasSize(31).allMatch(one -> one.outcome() == Outcome.PASSED);
    assertThat(all.trouble()).isEmpty();
    assertThat(again.results()).containsExactlyInAnyOrderElementsOf(some);
  }

  @Test
  void what_is_covered_is_measured_where_cargo_llvm_cov_is_installed_and_else_that_is_said()
      throws Exception {
    var report =
        run(
            Map.of(
                "backend/Cargo.toml",
                PACKAGE.formatted("shop"),
                "backend/src/lib.rs",
                "pub fn price(n: i32) -> i32 {\n  n\n}\npub fn never() -> i32 {\n  1\n}\n",
                "backend/tests/it.rs",
                "#[test]\nfn a() {\n  assert_eq!(shop::price(1), 1);\n}\n"));

    assertThat(results(report)).containsExactly("PASSED backend/tests/it.rs::a");
    assertThat(report.trouble()).isEmpty();
    if (report.coverage().orElseThrow() instanceof Measurement.NotProducible(var why)) {
      assertThat(why).isEqualTo("'cargo llvm-cov' is not installed");
      assertThat(measures()).isFalse();
    } else {
      assertThat(Measured.lines(report)).containsExactly("backend/src/lib.rs: 3 of 6");
    }
  }

  private static boolean measures() throws Exception {
    return new ProcessBuilder("cargo", "llvm-cov", "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void what_does_not_compile_is_told_by_file_and_line() throws Exception {
    var report =
        run(
            Map.of(
                "Cargo.toml", PACKAGE.formatted("shop"),
                "src/lib.rs", "pub fn price() -> i32 {\n  unknown()\n}\n",
                "tests/it.rs", "#[test]\nfn is_low() {}\n"));

    assertThat(report.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(trouble(report))
        .containsExactly(
            "COMPILE src/lib.rs:2: it does not compile: cannot find function `unknown` in this"
                + " scope");
  }

  @Test
  void a_test_that_hangs_is_stopped() throws Exception {
    var checkout =
        Checkout.of(
            temporary,
            Map.of(
                "Cargo.toml", PACKAGE.formatted("shop"),
                "src/lib.rs", "",
                "tests/it.rs", "#[test]\nfn hangs() { loop { std::thread::park(); } }\n"));
    var build = prepared(checkout);

    var report =
        build.run(checkout.request(new Patience(Duration.ofMinutes(3), Duration.ofSeconds(8))));

    assertThat(trouble(report)).containsExactly("HANG: the tests were stopped: 8 s without a word");
    assertThat(results(report)).containsExactly("UNKNOWN tests/it.rs::hangs");
  }

  @Test
  void packages_without_a_workspace_are_builds_of_their_own_and_prepare_says_what_is_missing()
      throws Exception {
    var test = "#[test]\nfn a() {}\n";
    var tree =
        MapTree.of(
            Map.of(
                "one/Cargo.toml",
                PACKAGE.formatted("one"),
                "one/src/lib.rs",
                test,
                "two/Cargo.toml",
                PACKAGE.formatted("one"),
                "two/src/lib.rs",
                test,
                "three/Cargo.toml",
                PACKAGE.formatted("three"),
                "three/src/lib.rs",
                "pub fn nothing() {}"));
    assertThat(cargo.builds(tree, List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("cargo:one", "cargo:two");

    var checkout =
        Checkout.of(
            temporary,
            Map.of(
                "Cargo.toml",
                PACKAGE.formatted("shop") + "[dependencies]\ngone = {path = \"../gone\"}\n",
                "src/lib.rs",
                test));
    var build = cargo.builds(checkout.tree(), List.of()).getFirst();
    assertThat(build.prepare(checkout.request())).isInstanceOf(Preparation.Failed.class);
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    var checkout = Checkout.of(temporary, files);
    return prepared(checkout).run(checkout.request());
  }

  private TestToolchain prepared(Checkout checkout) throws InterruptedException {
    var build = cargo.builds(checkout.tree(), List.of()).getFirst();
    assertThat(build.prepare(checkout.request())).isEqualTo(new Preparation.Ready());
    return build;
  }
}
