package dev.autopack.gate.tests.gradle;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a Gradle that is played. */
class PlayedGradleTest {
  private static final String TEST = "class ShopTest { @Test void a() {} }";
  private static final String CASE =
      "<testsuite><testcase classname='shop.ShopTest' name='%s'>%s</testcase></testsuite>";

  @TempDir private Path temporary;

  private final Map<String, String> files =
      new TreeMap<>(
          Map.of(
              "build.gradle",
              "",
              "app/build.gradle.kts",
              "",
              "src/test/java/shop/ShopTest.java",
              TEST,
              "app/src/test/kotlin/shop/ShopTest.kt",
              TEST));
  private final PlayedTools gradle =
      new PlayedTools().on("--version", 0, "\nGradle 9.1\nKotlin: 2\nJVM: 25\nLauncher JVM: 25\n");

  @Test
  void every_test_is_run_anew_to_the_end_without_the_network() throws Exception {
    leaves(0, "build", CASE.formatted("a()", ""));

    var report = run();

    assertThat(results(report)).containsExactly("PASSED shop.ShopTest::a");
    assertThat(report.results().getFirst().file()).isEqualTo("src/test/java/shop/ShopTest.java");
    assertThat(report.execution().commands())
        .containsExactly(
            List.of(
                "gradle",
                "--console=plain",
                "--no-daemon",
                "--offline",
                "--continue",
                "--no-build-cache",
                "--rerun-tasks",
                "test"));
    assertThat(report.execution().environment())
        .containsExactly("Gradle 9.1", "JVM: 25", "Launcher JVM: 25");
    assertThat(gradle.last("rerun").environment())
        .isEqualTo(Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1"));
    assertThat(gradle.last("rerun").bounds().outputBytes()).isEqualTo(512 * 1024);
    assertThat(gradle.last("version").folder()).isEqualTo(temporary.resolve("tree"));
  }

  @Test
  void results_are_told_apart_by_their_project_and_failures_have_a_place() throws Exception {
    leaves(
        1,
        "app/build",
        """
        <testsuite><testcase classname="shop.ShopTest$Inner" name="a()"><failure message="no">no
          at shop.Other.x(Other.java:3)
          at shop.ShopTest.a(ShopTest.kt:7)
          at shop.ShopTest.a(ShopTest.kt:8)</failure></testcase>
        <testcase classname="shop.ShopTest" name="off()"><skipped/></testcase>
        <testcase classname="gone.Test" name="b(int)[1]"><error>first
        second</error></testcase></testsuite>
        """);

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "ERROR app:gone.Test::b(int)[1]",
            "SKIPPED app:shop.ShopTest::off",
            "FAILED app:shop.ShopTest$Inner::a app/src/test/kotlin/shop/ShopTest.kt:7");
    assertThat(report.results())
        .extracting(one -> one.message() + "|" + one.file())
        .containsExactly(
            "first|",
            "|app/src/test/kotlin/shop/ShopTest.kt",
            "no|app/src/test/kotlin/shop/ShopTest.kt");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void a_message_is_cut_where_it_is_long() throws Exception {
    leaves(
        1,
        "build",
        "<testsuite><testcase name='a'><failure message='%s'/></testcase><testcase name='b'><failure message='%s'/></testcase></testsuite>"
            .formatted("x".repeat(1_500), "x".repeat(1_501)));

    assertThat(run().results())
        .extracting(TestResult::message)
        .containsExactly("x".repeat(1_500), "x".repeat(1_500) + "...");
  }

  @Test
  void a_selection_runs_those_methods_and_is_answered_by_those_tests() throws Exception {
    leaves(
        1,
        "app/build",
        "<testsuite><testcase classname='shop.ShopTest' name='of(int)[1]'><failure/></testcase><testcase classname='shop.ShopTest' name='of(int)[2]'/></testsuite>");
    var chosen =
        Stream.of("of(int)[2]", "of(int)[3]")
            .map(name -> TestResult.of(new TestId("app:shop.ShopTest", name), Outcome.PASSED, ""))
            .toList();

    var report = run(request().selecting(new Selection.Only(chosen)));

    assertThat(results(report)).containsExactly("PASSED app:shop.ShopTest::of(int)[2]");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().commands().getFirst())
        .endsWith("test", "--tests", "shop.ShopTest.of");
    assertThat(report.coverage()).isEmpty();
  }

  @Test
  void what_does_not_compile_is_told_for_files_of_the_repository() throws Exception {
    gradle.on(
        "rerun",
        command ->
            PlayedTools.ended(
                1,
                "",
                """
                %s/src/test/java/shop/ShopTest.java:2: error: cannot find symbol
                e: file://%s/app/src/test/kotlin/shop/ShopTest.kt:3:5 Unresolved reference
                /elsewhere/Gone.java:4: error: no
                """
                    .formatted(command.folder(), command.folder())));

    assertThat(trouble(run()))
        .containsExactly(
            "COMPILE src/test/java/shop/ShopTest.java:2: it does not compile: cannot find symbol",
            "COMPILE app/src/test/kotlin/shop/ShopTest.kt:3: it does not compile: Unresolved"
                + " reference");
  }

  @Test
  void of_two_files_of_the_same_name_the_one_that_the_compiler_names_is_told() throws Exception {
    files.put("zoo/build.gradle", "");
    files.put("zoo/src/test/java/shop/ShopTest.java", TEST);
    gradle.on(
        "rerun",
        command ->
            PlayedTools.ended(
                1, command.folder() + "/zoo/src/test/java/shop/ShopTest.java:2: error: no\n"));

    assertThat(trouble(run()))
        .containsExactly("COMPILE zoo/src/test/java/shop/ShopTest.java:2: it does not compile: no");
  }

  @Test
  void what_a_good_run_prints_is_no_compile_error() throws Exception {
    gradle.on(
        "rerun",
        command -> {
          leave(command, "build", CASE.formatted("a", ""));
          return PlayedTools.ended(
              0, command.folder() + "/src/test/java/shop/ShopTest.java:2: error: printed\n");
        });

    assertThat(run().trouble()).isEmpty();
  }

  @Test
  void a_death_before_any_test_is_a_crash_with_its_words() throws Exception {
    gradle.on("rerun", 1, "no such plugin");

    assertThat(run().trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly("CRASH Gradle ended with exit code 1 before a test ran:\nno such plugin");
  }

  @Test
  void an_end_at_odds_with_the_reports_is_trouble() throws Exception {
    leaves(1, "build", CASE.formatted("a", ""));
    assertThat(trouble(run()))
        .containsExactly(
            "REPORT: Gradle ended with exit code 1, but no test of its report failed:");

    leaves(0, "build", "<testsuite/>");
    assertThat(trouble(run())).containsExactly("NO_TESTS: Gradle ran no test");
  }

  @Test
  void a_hang_keeps_what_was_reported_before_it() throws Exception {
    gradle.on(
        "rerun",
        command -> {
          leave(command, "build", CASE.formatted("a", ""));
          return PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, "");
        });

    var report = run(request(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5))));

    assertThat(results(report)).containsExactly("PASSED shop.ShopTest::a");
    assertThat(trouble(report)).containsExactly("HANG: the tests were stopped: 5 s without a word");
  }

  @Test
  void reports_of_earlier_runs_and_broken_ones_are_trouble_and_other_files_nothing()
      throws Exception {
    gradle.on(
        "rerun",
        command -> {
          leave(command, "build", CASE.formatted("a", ""));
          var old = leave(command, "app/build", CASE.formatted("a", ""));
          Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));
          write(command.folder().resolve("build/test-results/it/TEST-b.xml"), "<testsuite>");
          write(command.folder().resolve("build/test-results/it/b.xml"), "<testsuite>");
          write(command.folder().resolve("build/other/it/TEST-c.xml"), "<testsuite>");
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(results(report)).containsExactly("PASSED shop.ShopTest::a");
    assertThat(trouble(report)).hasSize(2);
    assertThat(trouble(report).get(0))
        .isEqualTo("REPORT: 'TEST-shop.ShopTest.xml' is a report of an earlier run");
    assertThat(trouble(report).get(1))
        .startsWith("REPORT: the report 'TEST-b.xml' cannot be read: ");
  }

  @Test
  void the_wrapper_is_used_where_it_can_be_started() throws Exception {
    files.put("gradlew", "#!/bin/sh\n");
    assertThat(prepare()).isInstanceOf(Preparation.Failed.class);
    assertThat(gradle.started().getFirst().argv())
        .containsExactly("gradle", "--console=plain", "--no-daemon", "--continue", "testClasses");

    var wrapper = temporary.resolve("tree/gradlew");
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    gradle.on("gradlew", 0, "");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(gradle.last("testClasses").argv()).startsWith(wrapper.toString());
    assertThat(gradle.last("testClasses").purpose()).isEqualTo(Command.Purpose.PREPARE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "build.gradle",
        "settings.gradle.kts",
        "app/gradle.lockfile",
        "gradle.properties",
        "gradle/libs.versions.toml",
        "gradle/wrapper/gradle-wrapper.properties"
      })
  void what_a_build_needs_is_fetched_again_when_a_file_that_says_so_changes(String name)
      throws Exception {
    gradle.on("testClasses", 0, "");
    files.put(name, "1");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    files.put("src/test/java/shop/ShopTest.java", TEST + "\n");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(gradle.started()).hasSize(1);

    files.put(name, "2");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(gradle.started()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "src/test/java/ATest.java, true",
    "app/src/integrationTest/kotlin/A.kt, true",
    "src/main/java/ATest.java, false",
    "src/test/resources/a.txt, false"
  })
  void tests_are_known_by_their_source_set(String path, boolean isTest) {
    assertThat(new GradleToolchain(gradle).isTest(new RepoPath(path))).isEqualTo(isTest);
  }

  @Test
  void a_folder_without_a_test_is_no_build_and_one_with_settings_is_its_own() {
    files.put("own/settings.gradle", "");
    files.put("own/src/test/java/A.java", "class A extends TestCase {}");
    files.put("kts/settings.gradle.kts", "");
    files.put("kts/src/test/java/A.java", "class A extends Specification {}");
    files.put("none/settings.gradle", "");
    files.put("none/src/test/java/A.java", "class A {}");
    files.put("none/src/main/java/A.java", "@Test");

    assertThat(new GradleToolchain(gradle).builds(MapTree.of(files), List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("gradle", "gradle:kts", "gradle:own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plugins { id 'jacoco' }", "apply plugin: 'jacoco'", "plugins {\n  jacoco\n}"})
  void coverage_is_measured_where_a_build_file_applies_jacoco(String text) throws Exception {
    files.put("app/build.gradle.kts", text);
    files.put("app/src/main/java/shop/Shop.java", "class Shop {}");
    gradle.on(
        "jacocoTestReport",
        command -> {
          leave(command, "build", CASE.formatted("a", ""));
          write(
              command.folder().resolve("app/build/reports/jacoco/test/jacocoTestReport.xml"),
              """
              <report name="app"><package name="shop"><sourcefile name="Shop.java">
              <line nr="1" mi="0" ci="1" mb="0" cb="0"/></sourcefile></package></report>
              """);
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(Measured.lines(report)).containsExactly("app/src/main/java/shop/Shop.java: 1 of 1");
    assertThat(report.execution().commands().getFirst())
        .endsWith("test", "--init-script", "{reports}/coverage.init.gradle", "jacocoTestReport");
    assertThat(temporary.resolve("reports/coverage.init.gradle"))
        .content()
        .contains("xml.required = true");
  }

  @Test
  void coverage_is_not_measured_where_another_build_applies_jacoco_or_only_speaks_of_it()
      throws Exception {
    files.put("other.txt", "plugins { id 'jacoco' }");
    files.put("README.gradle.md", "id 'jacoco'");
    files.put("build.gradle", "// jacoco would be nice");
    leaves(0, "build", CASE.formatted("a", ""));

    assertThat(run().coverage())
        .contains(
            new Measurement.NotProducible("the build does not apply Gradle's plugin 'jacoco'"));
  }

  private void leaves(int code, String build, String report) {
    gradle.on(
        "rerun",
        command -> {
          leave(command, build, report);
          return PlayedTools.ended(code, "");
        });
  }

  private static Path leave(Command command, String build, String report) throws IOException {
    return write(
        command.folder().resolve(build).resolve("test-results/test/TEST-shop.ShopTest.xml"),
        report);
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Preparation prepare() throws InterruptedException {
    return new GradleToolchain(gradle).prepare(request());
  }

  private TestReport run() throws InterruptedException {
    return run(request());
  }

  private TestReport run(Request request) throws InterruptedException {
    return new GradleToolchain(gradle).run(request);
  }

  private Request request(Patience patience) {
    return Checkout.of(temporary, files).request(patience);
  }

  private Request request() {
    return Checkout.of(temporary, files).request();
  }
}
