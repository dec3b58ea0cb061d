package dev.autopack.gate.tests.cargo;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestResult.Outcome;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.testing.MapTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a cargo, and test programs, that are played. */
class PlayedCargoTest {
  private static final String TEST = "#[test]\nfn a() {}\n";
  private static final String GOOD = "test result: ok. %d passed; 0 failed; 0 ignored\n";
  private static final String BAD =
      """
      failures:

      ---- %1$s stdout ----
      thread '%1$s' panicked at %2$s:
      %3$s
      note: run with `RUST_BACKTRACE=1`


      failures:
          %1$s

      test result: FAILED. %4$d passed; 1 failed; 0 ignored
      """;

  @TempDir private Path temporary;

  private final Map<String, String> files =
      new TreeMap<>(
          Map.of(
              "Cargo.toml",
              "[package]\n",
              "src/lib.rs",
              "pub mod price;\n",
              "src/price.rs",
              TEST,
              "tests/it.rs",
              TEST));
  private final PlayedTools tools =
      new PlayedTools()
          .on("rustc --version", 0, "rustc 1.90\n")
          .on("rustc --print sysroot", 0, "/rust\n")
          .on("llvm-cov", 1, "");

  @Test
  void everything_is_built_once_and_each_test_program_runs_all_its_tests_together()
      throws Exception {
    builds(program("src/lib.rs", "/built/lib"), program("tests/it.rs", "/built/it"));
    tools.on("/built/lib", 0, GOOD.formatted(1));
    list("/built/lib", "price::tests::low", "price::slow");
    tools.on("/built/lib --list --format terse --ignored", 0, "price::slow: test\n");
    tests("/built/it", "a");

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "SKIPPED src/lib.rs::price::slow",
            "PASSED src/lib.rs::price::tests::low",
            "PASSED tests/it.rs::a");
    assertThat(report.results())
        .extracting(TestResult::file)
        .containsExactly("src/price.rs", "src/price.rs", "tests/it.rs");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isZero();
    assertThat(report.execution().environment()).containsExactly("rustc 1.90");
    assertThat(lines())
        .containsExactly(
            "cargo llvm-cov --version",
            "cargo test --offline --workspace --no-run --message-format=json",
            "rustc --print sysroot",
            "/built/lib --list --format terse",
            "/built/lib --list --format terse --ignored",
            "/built/lib",
            "/built/it --list --format terse",
            "/built/it --list --format terse --ignored",
            "/built/it",
            "rustc --version");
    assertThat(report.coverage())
        .contains(new Measurement.NotProducible("'cargo llvm-cov' is not installed"));
  }

  @Test
  void programs_are_built_without_the_network_outside_of_the_worktree() throws Exception {
    builds(program("tests/it.rs", "/built/it"));
    tests("/built/it", "a");

    run();

    var caches = request().caches().resolve("cargo").toString();
    assertThat(tools.last("--no-run").environment())
        .isEqualTo(
            Map.of(
                "CI", "1",
                "TERM", "dumb",
                "CARGO_TERM_COLOR", "never",
                "CARGO_NET_OFFLINE", "true",
                "RUST_BACKTRACE", "0",
                "CARGO_TARGET_DIR", caches));
    assertThat(tools.last("--no-run").bounds().outputBytes()).isEqualTo(64 * 1024 * 1024);
    var it = tools.last("/built/it");
    assertThat(it.folder()).isEqualTo(temporary.resolve("tree"));
    assertThat(it.bounds().outputBytes()).isEqualTo(4 * 1024 * 1024);
    assertThat(it.environment())
        .containsEntry("CARGO_MANIFEST_DIR", it.folder().toString())
        .containsEntry("CARGO_PKG_NAME", "shop")
        .containsEntry("CARGO_PKG_VERSION", "1.2.3")
        .containsEntry("LD_LIBRARY_PATH", caches + "/debug/deps:/rust/lib")
        .doesNotContainKey("LLVM_PROFILE_FILE");

    tools.on("sysroot", 1, "");
    run();
    assertThat(tools.last("/built/it").environment())
        .containsEntry("LD_LIBRARY_PATH", caches + "/debug/deps");
  }

  @Test
  void those_that_it_names_as_failed_are_told_with_place_and_words() throws Exception {
    files.put("web/Cargo.toml", "");
    files.put("web/src/lib.rs", "");
    files.put("web/src/price.rs", TEST);
    builds(
        program("tests/it.rs", "/built/it"),
        program("web/src/lib.rs", "/built/lib").replace("tree/Cargo.toml", "tree/web/Cargo.toml"));
    tests("/built/it", "a", "b", "c::d");
    tools.on("/built/it", 101, BAD.formatted("b", "tests/it.rs:5:9", "left\nright", 2));
    list("/built/it", "a", "b", "c::d");
    tests("/built/lib", "price::x");
    tools.on("/built/lib", 101, BAD.formatted("price::x", "src/price.rs:7:9", "no", 0));
    list("/built/lib", "price::x");

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "PASSED tests/it.rs::a",
            "FAILED tests/it.rs::b tests/it.rs:5",
            "PASSED tests/it.rs::c::d",
            "FAILED web/src/lib.rs::price::x src/price.rs:7");
    assertThat(report.results().get(1).message()).isEqualTo("left\nright");
    assertThat(report.results().getLast().file()).isEqualTo("web/src/price.rs");
    assertThat(report.execution().exitCode()).isEqualTo(101);
    assertThat(lines()).filteredOn(line -> line.contains("--exact")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0", // Fewer passed than there are.
    "101, 2, 0", // One is named and none counted.
    "101, 1, 2",
    "101, 0, 1",
    "1, 1, 1" // It ended otherwise than its harness would.
  })
  void what_is_not_plainly_good_or_bad_is_run_test_by_test(int code, int passed, int failed)
      throws Exception {
    builds(program("tests/it.rs", "/built/it"));
    tools.on(
        "/built/it",
        code,
        "failures:\n    b\n\ntest result: ok. %d passed; %d failed; 0 ignored\n"
            .formatted(passed, failed));
    list("/built/it", "a", "b");
    tools.on("/built/it --exact a", 0, GOOD.formatted(1));
    tools.on("/built/it --exact b", 101, BAD.formatted("b", "tests/it.rs:1:1", "no", 0));

    var report = run();

    assertThat(results(report))
        .containsExactly("PASSED tests/it.rs::a", "FAILED tests/it.rs::b tests/it.rs:1");
    assertThat(report.results().getLast().message()).isEqualTo("no");
    assertThat(report.execution().exitCode()).isEqualTo(101);
  }

  @Test
  void a_test_alone_has_to_end_well_and_to_have_passed() throws Exception {
    builds(program("tests/it.rs", "/built/it"));
    tools.on("/built/it", 134, "");
    list("/built/it", "aborts", "leaves", "stays");
    tools.on("/built/it --exact aborts", 134, "it aborts");
    tools.on("/built/it --exact leaves", 0, "");
    tools.on("/built/it --exact stays", 0, GOOD.formatted(1));

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "ERROR tests/it.rs::aborts", "ERROR tests/it.rs::leaves", "PASSED tests/it.rs::stays");
    assertThat(report.results())
        .extracting(TestResult::message)
        .containsExactly(
            "it ended the test program with exit code 134:\nit aborts",
            "it ended the test program with exit code 0:",
            "");
    assertThat(report.execution().exitCode()).isEqualTo(134);
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void a_hang_ends_everything_whether_all_run_together_or_one_alone() throws Exception {
    builds(program("src/lib.rs", "/built/lib"), program("tests/it.rs", "/built/it"));
    tools.on("/built/lib", _ -> PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, ""));
    list("/built/lib", "a", "b");
    var patience = new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5));

    var together = new CargoToolchain(tools).run(checkout().request(patience));

    assertThat(trouble(together))
        .containsExactly("HANG: the tests were stopped: 5 s without a word");
    assertThat(results(together)).containsExactly("UNKNOWN src/lib.rs::a", "UNKNOWN src/lib.rs::b");
    assertThat(lines()).filteredOn(line -> line.startsWith("/built/it")).isEmpty();

    tools.on("/built/lib", 1, "");
    list("/built/lib", "a", "b");
    tools.on("/built/lib --exact a", _ -> PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, ""));
    var alone = new CargoToolchain(tools).run(checkout().request(patience));
    assertThat(trouble(alone)).isEqualTo(trouble(together));
    assertThat(results(alone)).isEqualTo(results(together));
    assertThat(lines()).filteredOn(line -> line.contains("--exact b")).isEmpty();
  }

  @Test
  void a_program_without_a_harness_is_one_test() throws Exception {
    builds(
        program("src/lib.rs", "/built/lib"),
        program("tests/it.rs", "/built/it"),
        program("tests/none.rs", "/built/none"),
        program("tests/stuck.rs", "/built/stuck"));
    tools.on("/built/lib", 0, "fine\n");
    tools.on("/built/it", 7, "thread 'main' panicked at tests/it.rs:3:5:\nno\n");
    list("/built/none");
    tools.on("/built/stuck", _ -> PlayedTools.stopped(Exit.Ending.OUTPUT_LIMIT, ""));

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "PASSED src/lib.rs::(the whole program)",
            "FAILED tests/it.rs::(the whole program) tests/it.rs:3");
    assertThat(trouble(report)).containsExactly("CRASH: the tests were stopped: too much output");
    assertThat(report.execution().exitCode()).isEqualTo(7);
    assertThat(lines()).filteredOn(line -> line.startsWith("/built/none")).hasSize(1);
  }

  @Test
  void panics_are_read_as_older_compilers_write_them_and_long_ones_are_cut() throws Exception {
    builds(
        program("tests/it.rs", "/built/it"),
        program("tests/far.rs", "/built/far"),
        program("tests/odd.rs", "/built/odd"),
        program("tests/long.rs", "/built/long"));
    tools.on("/built/it", 101, "thread 'main' panicked at 'left is 1', tests/it.rs:3:5\nnote: x\n");
    tools.on("/built/far", 101, "panicked at /rust/library/core.rs:3:5:\nfar\n\nmore\n");
    tools.on("/built/odd", 101, "panicked at src/gone.rs:3:5:\nodd\nstack backtrace:\n");
    tools.on("/built/long", 101, "x".repeat(1_501));

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "FAILED tests/far.rs::(the whole program)",
            "FAILED tests/it.rs::(the whole program) tests/it.rs:3",
            "FAILED tests/long.rs::(the whole program)",
            "FAILED tests/odd.rs::(the whole program)");
    assertThat(report.results())
        .extracting(TestResult::message)
        .containsExactly("far", "left is 1", "x".repeat(1_500) + "...", "odd");
  }

  @Test
  void a_selection_runs_those_alone_in_their_order() throws Exception {
    builds(
        program("src/lib.rs", "/built/lib"),
        program("tests/it.rs", "/built/it"),
        program("tests/whole.rs", "/built/whole"));
    tests("/built/it", "a", "b", "c");
    tools.on("/built/it", 0, GOOD.formatted(2));
    list("/built/it", "a", "b", "c");
    tests("/built/lib", "a");
    tools.on("/built/whole", 0, "fine\n");

    var report = run(only("tests/it.rs", "c", "tests/it.rs", "a", "tests/it.rs", "gone"));

    assertThat(results(report)).containsExactly("PASSED tests/it.rs::a", "PASSED tests/it.rs::c");
    assertThat(lines())
        .contains("/built/it --exact c a", "/built/lib --list --format terse")
        .doesNotContain("/built/lib", "/built/whole", "cargo llvm-cov --version");
    assertThat(report.coverage()).isEmpty();

    assertThat(results(run(only("tests/whole.rs", "(the whole program)"))))
        .containsExactly("PASSED tests/whole.rs::(the whole program)");
  }

  @Test
  void nothing_run_is_told() throws Exception {
    builds(program("tests/it.rs", "/built/it"));
    list("/built/it");

    assertThat(trouble(run())).containsExactly("NO_TESTS: cargo ran no test");
  }

  @Test
  void what_does_not_compile_is_told_once_by_file_and_line() throws Exception {
    var error =
        """
        {"reason":"compiler-message","message":{"level":"error","message":"no such thing","spans":[{"is_primary":false,"file_name":"src/no.rs","line_start":1},{"is_primary":true,"file_name":"src/lib.rs","line_start":2}]}}
        """;
    tools.on(
        "--no-run",
        101,
        error
            + error
            + """
            {"reason":"compiler-message","message":{"level":"warning","message":"odd","spans":[{"is_primary":true,"file_name":"src/lib.rs","line_start":3}]}}
            {"reason":"compiler-message","message":{"level":"error","message":"no linker","spans":[]}}
            {"reason":"compiler-message","message":{"level":"error","message":"aborting due to 2 errors","spans":[]}}
            {"reason":"build-finished","success":false}
            {"reason":"cut
            """);

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "COMPILE src/lib.rs:2: it does not compile: no such thing",
            "COMPILE: it does not compile: no linker");
    assertThat(report.results()).isEmpty();
  }

  @Test
  void no_more_than_15_errors_are_told_and_a_death_without_any_is_a_crash() throws Exception {
    tools.on(
        "--no-run",
        101,
        IntStream.range(0, 20)
            .mapToObj(
                "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"error\",\"message\":\"%d\"}}\n"
                    ::formatted)
            .collect(Collectors.joining()));
    assertThat(run().trouble()).hasSize(15);

    tools.on("--no-run", _ -> PlayedTools.ended(101, "", "no lock file"));
    assertThat(run().trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly("CRASH cargo ended with exit code 101 before a test ran:\nno lock file");

    tools.on("--no-run", _ -> PlayedTools.stopped(Exit.Ending.WALL_TIMEOUT, ""));
    assertThat(trouble(run())).containsExactly("HANG: the tests were stopped after 180 s");
  }

  @Test
  void in_a_folder_files_are_told_from_there() throws Exception {
    var inFolder = new TreeMap<String, String>();
    files.forEach((name, text) -> inFolder.put("web/" + name, text));
    files.clear();
    files.putAll(inFolder);
    tools.on(
        "--no-run",
        101,
        "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"error\",\"message\":\"no\",\"spans\":[{\"is_primary\":true,\"file_name\":\"src/lib.rs\",\"line_start\":2}]}}");

    var build = new CargoToolchain(tools).builds(MapTree.of(files), List.of()).getFirst();
    var report = build.run(request());

    assertThat(report.toolchain()).isEqualTo("cargo:web");
    assertThat(trouble(report))
        .containsExactly("COMPILE web/src/lib.rs:2: it does not compile: no");
    assertThat(tools.last("--no-run").folder()).isEqualTo(temporary.resolve("tree/web"));
    assertThat(tools.last("--no-run").environment())
        .containsEntry("CARGO_TARGET_DIR", request().caches().resolve("cargo/web").toString());
  }

  @Test
  void what_other_places_hold_is_no_test_program_and_names_may_be_folders() throws Exception {
    builds(
        program("tests/it.rs", "/built/it").replace("shop@1.2.3", "2.0.0"),
        program("tests/it.rs", "/built/gone")
            .replace(temporary.resolve("tree/tests").toString(), "/elsewhere"),
        program("tests/it.rs", "/built/plain").replace("\"test\":true", "\"test\":false"),
        program("tests/it.rs", ""));
    tests("/built/it", "a");

    assertThat(results(run())).containsExactly("PASSED tests/it.rs::a");
    assertThat(tools.last("/built/it").environment())
        .containsEntry("CARGO_PKG_NAME", "tree")
        .containsEntry("CARGO_PKG_VERSION", "2.0.0");
  }

  @Test
  void examples_of_the_documentation_are_tests_too() throws Exception {
    files.put("src/lib.rs", "/// ```\n/// 1;\n/// ```\npub fn add() {}\n");
    builds(library());
    tools.on("cargo test --offline --doc", 101, "");
    tools.on(
        "cargo test --offline --doc",
        101,
        """
        failures:

        ---- src/lib.rs - add (line 9) stdout ----
        thread 'main' panicked at src/lib.rs:4:1:
        wrong
        note: run with

        failures:
            src/lib.rs - add (line 9)

        test result: FAILED. 4 passed; 1 failed; 1 ignored
        """);
    tools.on(
        "--list",
        0,
        """
        src/lib.rs - add (line 9): test
        src/lib.rs - add (line 2): test
        src/lib.rs - (line 20): test
        src/lib.rs - off (line 30) - ignore: test
        src/price.rs - low (line 3) - compile: test
        ../gone.rs - low (line 3): test
        odd: test
        """);

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "PASSED src/lib.rs::doc (file)",
            "PASSED src/lib.rs::doc add",
            "FAILED src/lib.rs::doc add #2 src/lib.rs:9",
            "PASSED src/lib.rs::doc low",
            "PASSED src/lib.rs::doc odd",
            "SKIPPED src/lib.rs::doc off",
            "PASSED src/price.rs::doc low");
    assertThat(report.results().get(2).message()).isEqualTo("wrong");
    assertThat(report.execution().exitCode()).isEqualTo(101);
    assertThat(lines())
        .contains(
            "cargo test --offline --doc --no-fail-fast -p shop -- --list --format terse",
            "cargo test --offline --doc --no-fail-fast -p shop");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void examples_that_cannot_be_listed_or_do_not_say_how_they_went_are_trouble() throws Exception {
    files.put("src/lib.rs", "//! ```\n//! 1;\n//! ```\n");
    builds(library());
    tools.on("--doc", 3, "no rustdoc");
    var unlisted = run();
    assertThat(unlisted.trouble())
        .extracting(one -> one.kind() + " " + one.location() + " " + one.text())
        .containsExactly(
            "COLLECTION src/lib.rs the documentation's tests cannot be listed:\nno rustdoc",
            "NO_TESTS  cargo ran no test");
    assertThat(unlisted.execution().exitCode()).isEqualTo(3);

    tools.on("--doc", 0, "");
    tools.on("--list", 0, "src/lib.rs - (line 1): test\n");
    assertThat(trouble(run()))
        .containsExactly(
            "REPORT: the documentation's tests ended with exit code 0 without saying how they"
                + " went");
    tools.on("--doc", 101, "");
    tools.on("--list", 0, "src/lib.rs - (line 1): test\n");
    assertThat(trouble(run()))
        .containsExactly(
            "REPORT: the documentation's tests ended with exit code 101 without saying how they"
                + " went");
    tools.on("--doc", 0, GOOD.formatted(1));
    tools.on("--list", 0, "src/lib.rs - (line 1): test\n");
    assertThat(run().trouble()).isEmpty();
    tools.on("--doc", _ -> PlayedTools.stopped(Exit.Ending.WALL_TIMEOUT, ""));
    tools.on("--list", 0, "src/lib.rs - (line 1): test\n");
    assertThat(trouble(run())).containsExactly("HANG: the tests were stopped after 180 s");
    tools.on("--doc", 0, "");
    assertThat(trouble(run())).containsExactly("NO_TESTS: cargo ran no test");
  }

  @Test
  void examples_are_only_looked_for_where_there_are_some_and_they_are_asked_for() throws Exception {
    builds(library(), program("tests/it.rs", "/built/it"));
    tests("/built/it", "a");
    files.put("other.txt", "/// ```\n");
    assertThat(results(run())).containsExactly("PASSED tests/it.rs::a");
    assertThat(lines()).filteredOn(line -> line.contains("--doc")).isEmpty();

    files.put("src/lib.rs", "/// ```\n/// 1;\n/// ```\npub fn add() {}\n");
    builds(library(), program("tests/it.rs", "/built/it"));
    tools.on("--doc", 0, GOOD.formatted(1));
    tools.on(
        "--doc --no-fail-fast -p shop -- --list",
        0,
        "src/lib.rs - add (line 1): test\nsrc/lib.rs - b (line 9): test\n");
    assertThat(results(run(only("tests/it.rs", "a")))).containsExactly("PASSED tests/it.rs::a");
    assertThat(lines()).filteredOn(line -> line.contains("--doc")).isEmpty();

    assertThat(results(run(only("src/lib.rs", "doc add"))))
        .containsExactly("PASSED src/lib.rs::doc add");
  }

  @Test
  void coverage_is_measured_by_what_llvm_cov_says() throws Exception {
    measures();
    tools.on(
        "llvm-cov report",
        command -> {
          Files.writeString(
              Path.of(command.argv().getLast()), "SF:src/lib.rs\nDA:1,1\nDA:2,0\nend_of_record\n");
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(Measured.lines(report)).containsExactly("src/lib.rs: 1 of 2");
    var target = request().caches().resolve("cargo-measured").toString();
    assertThat(lines())
        .contains(
            "cargo llvm-cov show-env --no-cfg-coverage",
            "cargo llvm-cov clean --profraw-only",
            "cargo llvm-cov report --lcov --output-path {reports}/lcov.info");
    for (var words : List.of("llvm-cov clean", "--no-run", "llvm-cov report")) {
      assertThat(tools.last(words).environment())
          .containsEntry("RUSTFLAGS", "-C instrument")
          .containsEntry("LLVM_PROFILE_FILE", "/p/%p.profraw")
          .containsEntry("CARGO_TARGET_DIR", target);
      assertThat(tools.last(words).folder()).isEqualTo(temporary.resolve("tree"));
    }
    assertThat(tools.last("show-env").environment()).containsEntry("CARGO_TARGET_DIR", target);
    assertThat(tools.last("/built/it").environment())
        .containsEntry("LLVM_PROFILE_FILE", "/p/%p.profraw")
        .doesNotContainKey("RUSTFLAGS")
        .containsEntry("LD_LIBRARY_PATH", target + "/debug/deps:/rust/lib");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show-env", "clean"})
  void coverage_that_cannot_be_set_up_is_not_measured(String words) throws Exception {
    measures();
    tools.on("llvm-cov " + words, 1, "");

    assertThat(Measured.whyNot(run())).isEqualTo("'cargo llvm-cov %s' failed".formatted(words));
    assertThat(lines()).filteredOn(line -> line.contains("llvm-cov report")).isEmpty();
  }

  @Test
  void what_does_not_build_where_it_is_measured_is_built_without() throws Exception {
    measures();
    tools.on(
        "--no-run",
        command ->
            command.environment().containsKey("RUSTFLAGS")
                ? PlayedTools.ended(
                    101,
                    "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"error\",\"message\":\"no\"}}\n")
                : PlayedTools.ended(0, program("tests/it.rs", "/built/it")));

    var report = run();

    assertThat(results(report)).containsExactly("PASSED tests/it.rs::a");
    assertThat(Measured.whyNot(report))
        .isEqualTo("the tests do not run where it is measured: it does not compile: no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cargo.toml", "Cargo.lock"})
  void crates_are_fetched_once_for_the_files_that_name_them(String name) throws Exception {
    tools.on("cargo fetch", 0, "");
    files.put(name, "1");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    files.put("src/lib.rs", "//\n");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(tools.started()).hasSize(1);
    assertThat(tools.last("fetch").environment())
        .isEqualTo(Map.of("CI", "1", "TERM", "dumb", "CARGO_TERM_COLOR", "never"));
    assertThat(tools.last("fetch").purpose()).isEqualTo(Command.Purpose.PREPARE);

    files.put(name, "2");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(tools.started()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "tests/it.rs, true",
    "web/tests/it/main.rs, true",
    "tests/it/help.rs, false",
    "src/tests.rs, true",
    "src/price_test.rs, true",
    "src/price.rs, false",
    "tests/it.txt, false"
  })
  void tests_are_known_by_their_names(String path, boolean isTest) {
    assertThat(new CargoToolchain(tools).isTest(new RepoPath(path))).isEqualTo(isTest);
  }

  @Test
  void a_workspace_is_one_build_without_what_it_excludes() {
    files.clear();
    files.put("Cargo.toml", "[workspace]\nmembers = [\"a\"]\nexclude = [\"out/\", \"old\"]\n");
    for (var folder : List.of("a", "out/x", "outer", "old")) {
      files.put(folder + "/Cargo.toml", "[package]\n");
      files.put(folder + "/src/lib.rs", TEST);
    }
    files.put("empty/Cargo.toml", "[package]\n");
    files.put("old/in/Cargo.toml", "[package]\n");
    files.put("old/in/src/lib.rs", "#[tokio::test]\nfn a() {}");
    files.put("old/none/Cargo.toml", "[package]\n");
    files.put("old/none/src/lib.rs", "fn a() {}");
    files.put("old/none/notes.txt", TEST);

    assertThat(builds()).containsExactly("cargo", "cargo:old", "cargo:old/in", "cargo:out/x");

    files.put("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
    assertThat(builds()).containsExactly("cargo");
    assertThat(new CargoToolchain(tools).detects(MapTree.of(Map.of("src/lib.rs", TEST)), List.of()))
        .isFalse();
  }

  private List<String> builds() {
    return new CargoToolchain(tools)
        .builds(MapTree.of(files), List.of()).stream().map(TestToolchain::id).toList();
  }

  private void measures() {
    builds(program("tests/it.rs", "/built/it"));
    tests("/built/it", "a");
    tools.on("llvm-cov", 0, "");
    tools.on("llvm-cov --version", 0, "cargo-llvm-cov 1\n");
    tools.on(
        "llvm-cov show-env",
        0,
        "export RUSTFLAGS='-C instrument'\nLLVM_PROFILE_FILE=\"/p/%p.profraw\"\nnonsense\n");
  }

  private void builds(String... messages) {
    tools.on("--no-run", 0, "Compiling\n" + String.join("", messages));
  }

  private String program(String source, String executable) {
    return artifact(source, false, true, executable);
  }

  private String library() {
    return artifact("src/lib.rs", true, false, "");
  }

  private String artifact(String source, boolean hasDocs, boolean isTest, String executable) {
    return """
    {"reason":"compiler-artifact","package_id":"path+file:///x#shop@1.2.3","manifest_path":"%1$s/Cargo.toml","target":{"src_path":"%1$s/%2$s","doctest":%3$s},"profile":{"test":%4$s},"executable":"%5$s"}
    """
        .formatted(temporary.resolve("tree"), source, hasDocs, isTest, executable);
  }

  /** A program whose tests all pass. */
  private void tests(String program, String... names) {
    tools.on(program, 0, GOOD.formatted(names.length));
    list(program, names);
  }

  private void list(String program, String... names) {
    tools.on(
        program + " --list",
        0,
        List.of(names).stream().map("%s: test\n"::formatted).collect(Collectors.joining()));
    tools.on(program + " --list --format terse --ignored", 0, "");
  }

  private Selection only(String... tests) {
    return new Selection.Only(
        IntStream.range(0, tests.length / 2)
            .mapToObj(at ->
                TestResult.of(
                    new TestId(tests[2 * at], tests[2 * at + 1]), Outcome.PASSED, tests[2 * at]))
            .toList());
  }

  private List<String> lines() {
    return tools.lines(checkout());
  }

  private Preparation prepare() throws InterruptedException {
    return new CargoToolchain(tools).prepare(request());
  }

  private TestReport run() throws InterruptedException {
    return new CargoToolchain(tools).run(request());
  }

  private TestReport run(Selection selection) throws InterruptedException {
    return new CargoToolchain(tools).run(request().selecting(selection));
  }

  private Request request() {
    return checkout().request();
  }

  private Checkout checkout() {
    return Checkout.of(temporary, files);
  }
}
