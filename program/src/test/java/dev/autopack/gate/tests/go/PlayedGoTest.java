package dev.autopack.gate.tests.go;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a go that is played. */
class PlayedGoTest {
  private static final String MODULE = "module example.com/shop\n\ngo 1.22\n";
  private static final String TEST = "package a\nfunc %s(t *testing.T) {}\n";

  @TempDir private Path temporary;

  private final Map<String, String> files = new TreeMap<>(Map.of("go.mod", MODULE));
  private final PlayedTools go = new PlayedTools().on("go version", 0, "go version go1.26\n");

  @Test
  void every_test_of_every_package_is_run_anew_without_the_network() throws Exception {
    files.put("a_test.go", TEST.formatted("TestA"));
    says(
        0,
        "run p TestA",
        "output p TestA printed",
        "pass p TestA",
        "run p/cart TestB",
        "skip p/cart TestB",
        "pass p",
        "pass p/cart");

    var report = run();

    assertThat(results(report)).containsExactly("PASSED .::TestA", "SKIPPED cart::TestB");
    assertThat(report.results())
        .extracting(one -> one.file() + "|" + one.message())
        .containsExactly("a_test.go|", "|");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().commands())
        .containsExactly(
            List.of(
                "go",
                "test",
                "-json",
                "-count=1",
                "-timeout=0",
                "-coverprofile={reports}/cover.out",
                "./..."));
    assertThat(report.execution().environment()).containsExactly("go version go1.26");
    assertThat(go.last("-json").environment())
        .isEqualTo(
            Map.of(
                "CI", "1",
                "TERM", "dumb",
                "GOTOOLCHAIN", "local",
                "GOPROXY", "off",
                "GOSUMDB", "off",
                "GOFLAGS", "-buildvcs=false"));
    assertThat(go.last("-json").bounds().outputBytes()).isEqualTo(128 * 1024 * 1024);
  }

  @Test
  void a_tests_file_is_the_one_of_its_package_that_defines_it() throws Exception {
    files.put("a/a_test.go", TEST.formatted("TestB"));
    files.put("b/a_test.go", TEST.formatted("TestA"));
    files.put("b/b_test.go", TEST.formatted("TestB"));
    says(
        0,
        "run p/a TestB",
        "pass p/a TestB",
        "pass p/a",
        "run p/b TestA",
        "pass p/b TestA",
        "run p/b TestB",
        "pass p/b TestB",
        "pass p/b");

    assertThat(run().results())
        .extracting(TestResult::file)
        .containsExactly("a/a_test.go", "b/a_test.go", "b/b_test.go");
  }

  @Test
  void a_failure_is_told_with_its_place_and_its_words() throws Exception {
    files.put("web/go.mod", MODULE);
    files.put("web/cart/a_test.go", TEST.formatted("TestA"));
    says(
        1,
        "run p/cart TestA",
        "output p/cart TestA === RUN   TestA\\n",
        "output p/cart TestA     a_test.go:5: got 1\\n",
        "output p/cart TestA         want 2\\n",
        "output p/cart TestA --- FAIL: TestA (0.00s)\\n",
        "fail p/cart TestA",
        "output p/cart FAIL\\n",
        "fail p/cart");

    var report = build("go:web").run(request());

    assertThat(report.toolchain()).isEqualTo("go:web");
    assertThat(results(report)).containsExactly("FAILED web/cart::TestA web/cart/a_test.go:5");
    assertThat(report.results().getFirst().message()).isEqualTo("got 1\n        want 2");
    assertThat(report.results().getFirst().file()).isEqualTo("web/cart/a_test.go");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isEqualTo(1);
    assertThat(go.last("-json").folder()).isEqualTo(temporary.resolve("tree/web"));
  }

  @Test
  void a_panic_is_told_by_the_tests_own_frame_or_the_first_of_the_repository() throws Exception {
    files.put("a_test.go", TEST.formatted("TestA") + "func TestB(t *testing.T) {}\n");
    files.put("a.go", "package a\n");
    var top = temporary.resolve("tree");
    says(
        1,
        "run p TestA",
        "output p TestA panic: no map\\n\\ngoroutine 7 [running]:\\n",
        "output p TestA \\t/usr/lib/go/src/testing.go:3\\n\\t%s/gone.go:1\\n".formatted(top),
        "output p TestA \\t%s/a.go:4\\n\\t%s/a_test.go:9\\n\\t%s/a_test.go:10\\n"
            .formatted(top, top, top),
        "fail p TestA",
        "run p TestB",
        "output p TestB panic: none\\n\\t%s/a.go:5\\n\\t%s/a.go:6\\n".formatted(top, top),
        "fail p TestB",
        "fail p");

    var report = run();

    assertThat(results(report))
        .containsExactly("FAILED .::TestA a_test.go:9", "FAILED .::TestB a.go:5");
    assertThat(report.results().getFirst().message()).isEqualTo("panic: no map");
  }

  @Test
  void frames_of_no_file_of_the_repository_are_no_place_and_long_words_are_cut() throws Exception {
    says(
        1,
        "run p TestA",
        "output p TestA \\t/a.go:3\\n\\t%s/a/./b/.git/x.go:3\\n"
            .formatted(temporary.resolve("tree")),
        "fail p TestA",
        "run p TestB",
        "output p TestB " + "x".repeat(1_500),
        "fail p TestB",
        "run p TestC",
        "output p TestC " + "x".repeat(1_501),
        "fail p TestC",
        "fail p");

    var report = run();

    assertThat(results(report))
        .containsExactly("FAILED .::TestA", "FAILED .::TestB", "FAILED .::TestC");
    assertThat(report.results().get(1).message()).isEqualTo("x".repeat(1_500));
    assertThat(report.results().get(2).message()).isEqualTo("x".repeat(1_500) + "...");
  }

  @Test
  void one_test_alone_is_asked_for_to_its_innermost_subtest() throws Exception {
    files.put("cart/a_test.go", TEST.formatted("TestA"));
    says(
        0,
        "run p/cart TestA",
        "run p/cart TestA/of_(two)",
        "pass p/cart TestA/of_(two)",
        "pass p/cart TestA",
        "pass p/cart");

    var report = run(only("cart", "TestA/of_(two)"));

    assertThat(results(report)).containsExactly("PASSED cart::TestA/of_(two)");
    assertThat(report.results().getFirst().file()).isEqualTo("cart/a_test.go");
    assertThat(go.lines(checkout()))
        .containsExactly(
            "go test -json -count=1 -timeout=0 -run=^TestA$/^of_\\(two\\)$ ./cart", "go version");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void a_sibling_that_fails_explains_the_exit_code_and_is_not_in_the_report() throws Exception {
    says(
        1,
        "run p TestA",
        "run p TestA/x",
        "pass p TestA/x",
        "run p TestA/y",
        "fail p TestA/y",
        "fail p TestA",
        "run p TestB",
        "pass p TestB",
        "fail p");

    var report = run(only(".", "TestA/x", ".", "TestB"));

    assertThat(results(report)).containsExactly("PASSED .::TestA/x", "PASSED .::TestB");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void several_are_asked_for_by_the_functions_they_begin_in_package_by_package() throws Exception {
    go.on(
        "-json",
        command -> {
          var isTop = command.argv().contains("./");
          return PlayedTools.ended(
              isTop ? 1 : 0,
              isTop
                  ? events("run p TestA", "fail p TestA", "fail p")
                  : events("run p/b TestB", "pass p/b TestB", "pass p/b"));
        });

    var report = run(only(".", "TestA/x", ".", "TestA", "b", "TestB", ".", "Fuzz.C"));

    assertThat(results(report)).containsExactly("FAILED .::TestA", "PASSED b::TestB");
    assertThat(report.trouble()).isEmpty();
    assertThat(go.lines(checkout()))
        .containsExactly(
            "go test -json -count=1 -timeout=0 -run=^(TestA|Fuzz\\.C)$ ./",
            "go test -json -count=1 -timeout=0 -run=^TestB$ ./b",
            "go version");
    assertThat(report.execution().exitCode()).isEqualTo(1);
  }

  @Test
  void in_a_folder_a_package_is_named_from_there_and_after_a_death_no_other_is_run()
      throws Exception {
    files.put("web/go.mod", MODULE);
    files.put("web/a_test.go", TEST.formatted("TestA"));
    go.on("-json", 2, "no such thing");

    var report =
        build("go:web").run(request().selecting(only("web", "TestA", "web/cart", "TestB")));

    assertThat(go.lines(checkout()))
        .containsExactly("go test -json -count=1 -timeout=0 -run=^TestA$ ./", "go version");
    assertThat(report.trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly("CRASH go ended with exit code 2 before a test ran:\nno such thing");
    assertThat(report.results()).isEmpty();
  }

  @Test
  void what_does_not_compile_is_told_by_file_and_line_and_its_tests_stay_known() throws Exception {
    files.put("a_test.go", TEST.formatted("TestA") + "func ExampleA() {}\nfunc TestMain() {}\n");
    files.put("good/b_test.go", TEST.formatted("TestB"));
    go.on(
        "-json",
        1,
        """
        {"ImportPath":"example.com/shop [example.com/shop.test]","Action":"build-output","Output":"# p\\n./a.go:7:2: undefined: b\\n"}
        {"ImportPath":"example.com/shop [example.com/shop.test]","Action":"build-fail"}
        {"ImportPath":"example.com/shop/odd","Action":"build-output","Output":"no Go files\\n"}
        {"ImportPath":"example.com/shop/odd","Action":"build-fail"}
        {"ImportPath":"example.com/shop/fine","Action":"build-output","Output":"a.go:1:1: a warning\\n"}
        {"Action":"fail","Package":"example.com/shop","FailedBuild":"example.com/shop [example.com/shop.test]"}
        """
            + events("run p/good TestB", "pass p/good TestB", "pass p/good"));

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "COMPILE a.go:7: it does not compile: undefined: b",
            "COMPILE: 'odd' cannot be built: no Go files");
    assertThat(results(report)).containsExactly("UNKNOWN .::TestA", "PASSED good::TestB");
    assertThat(report.results().getFirst().file()).isEqualTo("a_test.go");
    assertThat(go.started().stream().filter(it -> it.argv().contains("-json"))).hasSize(2);
  }

  @Test
  void output_that_breaks_off_is_trouble() throws Exception {
    go.on("-json", 0, events("run p TestA", "pass p TestA", "pass p") + "{\"Action\":\"out");
    assertThat(trouble(run())).containsExactly("REPORT: the output of go test is cut off");

    go.on("-json", _ -> PlayedTools.cut(0, events("run p TestA", "pass p TestA", "pass p")));
    assertThat(trouble(run())).containsExactly("REPORT: the output of go test is cut off");
  }

  @Test
  void a_package_that_died_or_never_ended_is_trouble() throws Exception {
    says(
        1,
        "run p TestA",
        "pass p TestA",
        "output p exit status 3\\n",
        "fail p",
        "run p/b TestB",
        "fail p/b TestB",
        "fail p/b",
        "start p/c");

    var report = run();

    assertThat(report.trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly(
            "CRASH the tests of '.' died:\nexit status 3", "REPORT nothing says how 'c' ended");
    assertThat(results(report)).containsExactly("PASSED .::TestA", "FAILED b::TestB");
  }

  @Test
  void the_exit_code_has_to_go_with_the_events() throws Exception {
    says(1, "run p TestA", "pass p TestA", "pass p");

    assertThat(trouble(run()))
        .containsExactly("REPORT: go ended with exit code 1, but no test of its report failed:");
  }

  @Test
  void words_that_are_no_event_are_shown_where_they_explain() throws Exception {
    go.on(
        "-json",
        _ ->
            PlayedTools.ended(
                1, "odd\n" + events("run p TestA", "pass p TestA", "pass p"), "stray\n"));

    assertThat(run().trouble().getFirst().text())
        .endsWith("no test of its report failed:\nodd\n\nodd\n\nstray");
  }

  @Test
  void a_file_whose_tests_did_not_run_is_told_unless_it_only_holds_examples() throws Exception {
    files.put("a_test.go", TEST.formatted("TestA"));
    files.put("b_test.go", TEST.formatted("TestB"));
    files.put("c_test.go", "package a\nfunc ExampleC() {}\n");
    files.put("d_test.go", "package a\nfunc help() {}\n");
    says(0, "run p TestA", "pass p TestA", "pass p");

    var report = run();

    assertThat(trouble(report))
        .containsExactly("NOT_RUN b_test.go: it holds tests, and go ran none of them");
    assertThat(results(report)).containsExactly("PASSED .::TestA");
  }

  @Test
  void a_hang_leaves_the_tests_that_had_not_ended() throws Exception {
    files.put("a_test.go", TEST.formatted("TestA"));
    files.put("b/b_test.go", TEST.formatted("TestB") + "func FuzzB(f *testing.F) {}\n");
    go.on(
        "-json",
        _ -> PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, events("run p TestA", "start p/b")));

    var report =
        new GoToolchain(go)
            .run(checkout().request(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5))));

    assertThat(trouble(report)).containsExactly("HANG: the tests were stopped: 5 s without a word");
    assertThat(results(report)).containsExactly("UNKNOWN .::TestA", "UNKNOWN b::TestB");
    assertThat(go.started().stream().filter(it -> it.argv().contains("-json"))).hasSize(1);
  }

  @Test
  void a_go_that_is_not_there_is_trouble() throws Exception {
    assertThat(trouble(run())).containsExactly("TOOL: 'go' cannot be started: no such program");
  }

  @Test
  void a_workspace_is_run_by_the_modules_that_it_uses() throws Exception {
    files.clear();
    files.put("work/go.work", "go 1.22\nuse (\n\t.\n\t./one\n)\nuse ../two\nuse ../../gone\n");
    files.put("work/go.mod", "module example.com/work\n");
    files.put("work/one/go.mod", "// a module\nmodule \"example.com/work/one\"\n");
    files.put("work/one/a/a_test.go", TEST.formatted("TestA"));
    files.put("two/go.mod", "module example.com/two\n");
    files.put("two/a_test.go", TEST.formatted("TestTwo"));
    files.put("work/three/go.mod", "module example.com/three\n");
    files.put("work/three/a_test.go", TEST.formatted("TestC"));
    go.on(
        "-json",
        0,
        events(
                "run q/one/a TestA",
                "pass q/one/a TestA",
                "pass q/one/a",
                "run q/one_test TestX",
                "pass q/one_test TestX",
                "pass q/one",
                "run q/oneself TestS",
                "pass q/oneself TestS",
                "pass q/oneself",
                "run q TestQ",
                "pass q TestQ",
                "pass q")
            .replace("\"q", "\"example.com/work"));

    assertThat(new GoToolchain(go).builds(MapTree.of(files), List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("go:two", "go:work", "go:work/three");
    var report = build("go:work").run(request());

    assertThat(results(report))
        .containsExactly(
            "PASSED work::TestQ",
            "PASSED work/one::TestX",
            "PASSED work/one/a::TestA",
            "PASSED work/oneself::TestS");
    assertThat(report.execution().commands().getFirst())
        .endsWith("-coverprofile={reports}/cover.out", "./...", "./one/...");
  }

  @Test
  void a_workspace_at_the_top_may_use_what_lies_outside_of_the_repository() throws Exception {
    files.put("go.work", "go 1.22\nuse ./\nuse ../gone\n");
    files.put("a_test.go", TEST.formatted("TestA"));
    says(0, "run p TestA", "pass p TestA", "pass p");

    assertThat(new GoToolchain(go).detects(MapTree.of(files), List.of())).isTrue();
    var report = run();

    assertThat(results(report)).containsExactly("PASSED .::TestA");
    assertThat(report.execution().commands().getFirst()).endsWith("./...");
  }

  @Test
  void a_package_of_no_module_here_is_named_as_go_names_it() throws Exception {
    files.put("go.mod", "// nothing\n");
    says(0, "run p TestA", "pass p TestA", "pass p");

    assertThat(results(run())).containsExactly("PASSED example.com/shop::TestA");
  }

  @Test
  void coverage_is_read_from_the_profile_of_the_same_run() throws Exception {
    files.put("a.go", "package a\nfunc A() {\n}\n");
    go.on(
        "-json",
        command -> {
          Files.writeString(
              temporary.resolve("reports/cover.out"),
              "mode: set\nexample.com/shop/a.go:2.12,3.2 1 1\n");
          return PlayedTools.ended(0, events("run p TestA", "pass p TestA", "pass p"));
        });

    assertThat(Measured.lines(run())).containsExactly("a.go: 2 of 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"go.mod", "go.sum", "go.work", "go.work.sum"})
  void modules_are_downloaded_once_for_the_files_that_name_them(String name) throws Exception {
    go.on("download", 0, "");
    files.put(name, "1");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    files.put("a.go", "package b\n");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(go.lines(checkout())).containsExactly("go mod download");
    assertThat(go.last("download").environment())
        .isEqualTo(Map.of("CI", "1", "GOTOOLCHAIN", "local", "GOFLAGS", ""));
    assertThat(go.last("download").purpose()).isEqualTo(Command.Purpose.PREPARE);

    files.put(name, "2");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(go.started()).hasSize(2);
  }

  @Test
  void a_module_is_a_build_where_a_test_file_holds_a_test() {
    var toolchain = new GoToolchain(go);
    assertThat(toolchain.isTest(new RepoPath("a/b_test.go"))).isTrue();
    assertThat(toolchain.isTest(new RepoPath("a/b.go"))).isFalse();

    files.put("a_test.go", "package a\nfunc TestMain(m *testing.M) {}\n");
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isFalse();
    files.put("b.go", TEST.formatted("TestB"));
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isFalse();
    files.put("vendor/b_test.go", TEST.formatted("TestB"));
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isFalse();
    files.put("c_test.go", "package a\nfunc FuzzC(f *testing.F) {}\n");
    assertThat(toolchain.detects(MapTree.of(files), List.of())).isTrue();
  }

  private void says(int code, String... events) {
    go.on("-json", code, events(events));
  }

  /** {@code ACTION PACKAGE [TEST [OUTPUT]]}, where the package begins with a p. */
  private static String events(String... events) {
    var lines = new StringBuilder();
    for (var event : events) {
      var words = Arrays.asList(event.split(" ", 4));
      var isOfTest = words.size() > 2 && words.get(2).matches("(?:Test|Fuzz|Example)\\S*");
      var output =
          isOfTest
              ? words.size() > 3 ? words.get(3) : ""
              : String.join(" ", words.subList(Math.min(2, words.size()), words.size()));
      lines.append(
          "{\"Action\":\"%s\",\"Package\":\"%s\"%s%s}\n"
              .formatted(
                  words.get(0),
                  words.get(1).replaceFirst("^p(?=/|$)", "example.com/shop"),
                  isOfTest ? ",\"Test\":\"%s\"".formatted(words.get(2)) : "",
                  output.isEmpty()
                      ? ""
                      : ",\"Output\":\"%s\"".formatted(output.replace("\t", "\\t"))));
    }
    return lines.toString();
  }

  /** Suites and names by turns. */
  private static Selection only(String... tests) {
    return new Selection.Only(
        IntStream.range(0, tests.length / 2)
            .mapToObj(at ->
                TestResult.of(new TestId(tests[2 * at], tests[2 * at + 1]), Outcome.PASSED, ""))
            .toList());
  }

  private TestToolchain build(String id) {
    return new GoToolchain(go)
        .builds(MapTree.of(files), List.of()).stream()
            .filter(build -> build.id().equals(id))
            .findFirst()
            .orElseThrow();
  }

  private Preparation prepare() throws InterruptedException {
    return new GoToolchain(go).prepare(request());
  }

  private TestReport run() throws InterruptedException {
    return new GoToolchain(go).run(request());
  }

  private TestReport run(Selection selection) throws InterruptedException {
    return new GoToolchain(go).run(request().selecting(selection));
  }

  private Request request() {
    return checkout().request();
  }

  private Checkout checkout() {
    return Checkout.of(temporary, files);
  }
}
