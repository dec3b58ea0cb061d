package dev.autopack.gate.tests.maven;

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
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
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

/** With a Maven that is played. */
class PlayedMavenTest {
  private static final String JACOCO = "org.jacoco:jacoco-maven-plugin:0.8.15";
  private static final String MVN = "mvn -B -V -ntp -Dstyle.color=never ";
  private static final String TO_THE_END =
      MVN + "-o --fail-at-end -Dsurefire.skipAfterFailureCount=0 ";
  private static final String TEST =
      """
      package shop;
      class ShopTest {
        @Test void a() {}
        @Disabled @Test void off() {}
      }
      """;
  private static final String SHOP_TEST = "src/test/java/shop/ShopTest.java";
  private static final String PASSED = "<testcase classname='shop.ShopTest' name='a'/>";
  private static final String JACOCO_REPORT =
      """
      <report name="x"><package name="shop"><sourcefile name="Shop.java">
      <line nr="1" mi="0" ci="1" mb="0" cb="0"/></sourcefile></package></report>
      """;

  @TempDir private Path temporary;

  private final Map<String, String> files =
      new TreeMap<>(Map.of("pom.xml", "<project/>", SHOP_TEST, TEST));
  private final PlayedTools maven = new PlayedTools();

  @Test
  void every_test_is_run_to_the_end_without_the_network() throws Exception {
    leaves(
        0,
        "Apache Maven 3.9.9 (abc)\nJava version: 25, vendor: Any, runtime: /x\nApache Maven 3.9.9\n",
        "",
        PASSED
            + "<testcase classname='shop.ShopTest' name='off'><skipped message='later'/></testcase>");

    var report = run();

    assertThat(results(report))
        .containsExactly("PASSED shop.ShopTest::a", "SKIPPED shop.ShopTest::off");
    assertThat(report.results())
        .extracting(one -> one.file() + "|" + one.message())
        .containsExactly(SHOP_TEST + "|", SHOP_TEST + "|: later");
    assertThat(report.trouble()).isEmpty();
    assertThat(lines()).containsExactly(TO_THE_END + "test");
    assertThat(report.execution().environment())
        .containsExactly("Apache Maven 3.9.9", "Java version: 25, vendor: Any");
    assertThat(maven.last("mvn").environment())
        .isEqualTo(Map.of("CI", "1", "TERM", "dumb", "NO_COLOR", "1", "MAVEN_ARGS", ""));
    assertThat(maven.last("mvn").bounds().outputBytes()).isEqualTo(512 * 1024);
    assertThat(report.coverage())
        .contains(new Measurement.NotProducible("JaCoCo's plugin for Maven could not be fetched"));
  }

  @Test
  void a_failure_is_told_by_the_tests_own_line_and_where_it_was_raised() throws Exception {
    files.put("src/main/java/shop/Shop.java", "package shop;\nclass Shop {}\n");
    files.put("src/test/java/Bare.java", "class Bare { @Test void b() {} }\n");
    leaves(
        1,
        "",
        "",
        """
        <testcase classname="shop.ShopTest" name="a"><failure type="org.x.AssertionError" message="no">org.x.AssertionError: no
          at org.x.Assert.fail(Assert.java:1)
          at app//shop.Shop.price(Shop.java:3)
          at shop.ShopTest.check(ShopTest.java:7)
          at shop.ShopTest.a(ShopTest.java:4)
        Caused by: java.lang.Error
          at shop.ShopTest.deep(ShopTest.java:9)</failure></testcase>
        <testcase classname="shop.ShopTest" name="own"><error type="E">
        E: first
        second
          at shop.ShopTest.own(ShopTest.java:5)</error></testcase>
        <testcase classname="shop.ShopTest" name="far"><error type="E" message="x">E: x
          at shop.Shop.price(Shop.java:6)</error></testcase>
        <testcase classname="Bare" name="b"><failure type="E" message="y">E: y
          at Bare.b(Bare.java:2)</failure></testcase>
        """);

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "FAILED Bare::b src/test/java/Bare.java:2",
            "FAILED shop.ShopTest::a " + SHOP_TEST + ":4",
            "ERROR shop.ShopTest::far src/main/java/shop/Shop.java:6",
            "ERROR shop.ShopTest::own " + SHOP_TEST + ":5");
    assertThat(report.results())
        .extracting(TestResult::message)
        .containsExactly(
            "E: y",
            "AssertionError: no\nraised at src/main/java/shop/Shop.java:3",
            "E: x\nraised at src/main/java/shop/Shop.java:6",
            "E: first");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isEqualTo(1);
  }

  @Test
  void a_long_message_is_cut_and_one_without_a_place_has_none() throws Exception {
    leaves(
        1,
        "",
        "",
        "<testcase classname='gone.T' name='a'><failure message='%s'/></testcase><testcase classname='gone.T' name='b'><failure message='%s'/></testcase>"
            .formatted("x".repeat(1_498), "x".repeat(1_499)));

    var report = run();

    assertThat(results(report)).startsWith("FAILED gone.T::a", "FAILED gone.T::b");
    assertThat(report.results().get(0).message()).isEqualTo(": " + "x".repeat(1_498));
    assertThat(report.results().get(1).message()).isEqualTo(": " + "x".repeat(1_498) + "...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "shop.ShopTest", "initializationError", "executionError", "classMethod"})
  void what_fails_round_a_class_is_trouble_with_it_and_its_tests_stay_known(String name)
      throws Exception {
    leaves(
        1,
        "",
        "",
        """
        <testcase classname="shop.ShopTest" name="%s"><error type="x.E" message="no stage">x.E: no stage
          at shop.ShopTest.setUp(ShopTest.java:9)</error></testcase>
        """
            .formatted(name));

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "COLLECTION "
                + SHOP_TEST
                + ":9: shop.ShopTest could not be set up or cleaned up: E: no"
                + " stage");
    assertThat(report.trouble().getFirst().file()).isEqualTo(SHOP_TEST);
    assertThat(results(report))
        .containsExactly("UNKNOWN shop.ShopTest::a", "SKIPPED shop.ShopTest::off");
  }

  @Test
  void a_class_that_fails_half_way_keeps_what_ran_and_the_rest_stays_known() throws Exception {
    files.put(SHOP_TEST, "package shop;\nclass ShopTest { @Test void a() {} @Test void b() {} }\n");
    leaves(1, "", "", PASSED + "<testcase classname='shop.ShopTest' name=''><error/></testcase>");

    assertThat(results(run()))
        .containsExactly("PASSED shop.ShopTest::a", "UNKNOWN shop.ShopTest::b");
  }

  @Test
  void a_frame_lies_in_the_file_of_its_own_package() throws Exception {
    files.put("a/src/main/java/other/Shop.java", "class Shop {}\n");
    files.put("b/src/main/java/shop/Shop.java", "class Shop {}\n");
    files.put("src/main/java/shop/Shop.txt", "\n");
    leaves(
        1,
        "",
        "",
        """
        <testcase classname="shop.ShopTest" name="a"><failure message="x">x
          at shop.Shop.price(Shop.txt:3)
          at shop.Shop.price(Shop.java:3)</failure></testcase>
        """);
    assertThat(results(run()))
        .containsExactly("FAILED shop.ShopTest::a b/src/main/java/shop/Shop.java:3");
  }

  @Test
  void an_error_lies_in_the_file_that_the_compiler_names() throws Exception {
    files.put("zoo/" + SHOP_TEST, TEST);
    maven.on(
        " test", 1, "[ERROR] %s/zoo/%s:[7,5] no\n".formatted(temporary.resolve("tree"), SHOP_TEST));
    assertThat(trouble(run()))
        .containsExactly("COMPILE zoo/" + SHOP_TEST + ":7: it does not compile: no");
  }

  @Test
  void a_class_that_is_skipped_skips_its_tests_and_one_that_is_not_known_is_named()
      throws Exception {
    leaves(
        1,
        "",
        "",
        """
        <testcase classname="shop.ShopTest" name=""><skipped/></testcase>
        <testcase classname="gone.Test" name=""><skipped/></testcase>
        <testcase classname="gone.Other" name=""><error type="E" message="no"/></testcase>
        """);

    var report = run();

    assertThat(results(report))
        .containsExactly("SKIPPED shop.ShopTest::a", "SKIPPED shop.ShopTest::off");
    assertThat(trouble(report))
        .containsExactly(
            "COLLECTION gone.Other: gone.Other could not be set up or cleaned up: E: no");
  }

  @Test
  void a_test_class_without_a_result_is_told_with_what_it_would_have_run() throws Exception {
    files.put(
        "src/test/java/shop/MoreTest.java",
        "package shop;\nclass MoreTest { @Test void m() {} }\n");
    files.put("src/test/java/shop/Help.java", "package shop;\nclass Help { @Test void h() {} }\n");
    files.put("src/test/java/shop/EmptyTest.java", "package shop;\nclass EmptyTest {}\n");
    files.put(
        "src/test/java/shop/TalkTest.java",
        "package shop;\n/** Like a TestCase. */ class TalkTest {}\n");
    leaves(0, "", "", PASSED);

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "NOT_RUN src/test/java/shop/MoreTest.java: it holds tests, and Maven ran none of them");
    assertThat(results(report))
        .containsExactly("UNKNOWN shop.MoreTest::m", "PASSED shop.ShopTest::a");
  }

  @Test
  void modules_are_told_apart_and_a_nested_class_lies_in_the_file_of_the_one_round_it()
      throws Exception {
    modules();
    maven.on(
        " test",
        command -> {
          leave(command, "", "TEST-a.xml", PASSED);
          leave(command, "core", "TEST-b.xml", PASSED.replace("ShopTest", "ShopTest$In"));
          leave(command, "core/deep", "TEST-c.xml", PASSED);
          leave(command, "other", "TEST-d.xml", PASSED);
          leave(command, "core", "other.xml", PASSED.replace("'a'", "'b'"));
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(results(report))
        .containsExactly(
            "PASSED core/deep:shop.ShopTest::a",
            "PASSED core:shop.ShopTest$In::a",
            "PASSED shop.ShopTest::a");
    assertThat(report.results())
        .extracting(TestResult::file)
        .containsExactly("core/deep/" + SHOP_TEST, "core/" + SHOP_TEST, SHOP_TEST);
  }

  @Test
  void reports_of_earlier_runs_broken_and_large_ones_are_trouble() throws Exception {
    maven.on(
        " test",
        command -> {
          var old = leave(command, "", "TEST-a.xml", PASSED);
          Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));
          var broken = leave(command, "", "TEST-b.xml", PASSED);
          Files.writeString(broken, "<testsuite>" + PASSED);
          var large = leave(command, "", "TEST-c.xml", "");
          try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L * 1024 * 1024 + 1);
          }
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(results(report)).containsExactly("PASSED shop.ShopTest::a");
    assertThat(trouble(report)).hasSize(3);
    assertThat(trouble(report).get(0))
        .isEqualTo("REPORT: 'TEST-a.xml' is a report of an earlier run");
    assertThat(trouble(report).get(1))
        .startsWith("REPORT: the report 'TEST-b.xml' cannot be read: ");
    assertThat(trouble(report).get(2)).isEqualTo("REPORT: 'TEST-c.xml' is too large to be read");
  }

  @Test
  void some_tests_are_asked_for_by_their_methods_and_answered_by_themselves() throws Exception {
    modules();
    maven.on(
        " test",
        command -> {
          leave(
              command,
              "core",
              "TEST-a.xml",
              "<testcase classname='shop.ShopTest' name='of(int)[1]'><failure/></testcase><testcase classname='shop.ShopTest' name='of(int)[2]'/>");
          var old = leave(command, "core", "TEST-b.xml", PASSED);
          Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));
          return PlayedTools.ended(1, "");
        });

    var report =
        run(
            only(
                "core:shop.ShopTest",
                "of(int)[2]",
                "core:shop.ShopTest",
                "of(int)[3]",
                "shop.ShopTest$In",
                "b"));

    assertThat(results(report)).containsExactly("PASSED core:shop.ShopTest::of(int)[2]");
    assertThat(report.trouble()).isEmpty();
    assertThat(lines())
        .containsExactly(
            TO_THE_END
                + "-Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false"
                + " -Dtest=shop.ShopTest#of,shop.ShopTest$In#b test");
  }

  @Test
  void what_does_not_compile_is_told_once_by_file_and_line_and_the_tests_stay_known()
      throws Exception {
    files.put("core/src/test/java/shop/ShopTest.java", TEST);
    maven.on(
        " test",
        command ->
            PlayedTools.ended(
                1,
                """
                [ERROR] COMPILATION ERROR :
                [ERROR] %1$s/core/src/test/java/shop/ShopTest.java:[7,5] cannot find symbol
                  symbol:   class Price
                [ERROR]   location: class shop.Shop
                [ERROR] %1$s/core/src/test/java/shop/ShopTest.java:[7,5] cannot find symbol
                [ERROR] /elsewhere/Gen.java:[1,2] no
                """
                    .formatted(command.folder())));

    var report = run();

    assertThat(trouble(report))
        .containsExactly(
            "COMPILE core/src/test/java/shop/ShopTest.java:7: it does not compile: cannot find"
                + " symbol symbol: class Price location: class shop.Shop",
            "COMPILE: it does not compile: no");
    assertThat(results(report)).contains("UNKNOWN shop.ShopTest::a");
  }

  @Test
  void at_most_15_compile_errors_are_told_and_one_is_where_none_can_be_read() throws Exception {
    maven.on(
        " test",
        1,
        IntStream.range(0, 20)
            .mapToObj("[ERROR] /x/A%d.java:[1,1] no %<d\n"::formatted)
            .collect(Collectors.joining()));
    assertThat(run().trouble()).hasSize(15);

    maven.on(" test", 1, "[ERROR] COMPILATION ERROR : \n");
    assertThat(trouble(run())).containsExactly("COMPILE: it does not compile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The forked VM terminated without saying properly goodbye",
        "There was a timeout or other error in the fork",
        "The forked VM crashed",
        "Crashed tests:"
      })
  void a_jvm_that_died_is_a_crash_with_the_errors_of_maven(String said) throws Exception {
    leaves(
        1,
        "[INFO] x\n[ERROR] in %s/core: %s\n"
            .formatted(temporary.resolve("tree"), said.replace("The forked VM t", "forked VM t")),
        "",
        PASSED);

    var report = run();

    assertThat(report.trouble()).hasSize(1);
    assertThat(report.trouble().getFirst().text())
        .isEqualTo(
            "a JVM that ran tests died:\n[ERROR] in core: "
                + said.replace("The forked VM t", "forked VM t"));
    assertThat(trouble(report).getFirst()).startsWith("CRASH: ");
  }

  @Test
  void an_end_before_any_test_is_a_crash() throws Exception {
    maven.on(" test", 1, "[ERROR] a\n".repeat(30));
    assertThat(run().trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly(
            "CRASH Maven ended with exit code 1 before a test ran:\n"
                + "[ERROR] a\n".repeat(20).strip());

    maven.on(" test", 1, "[ERROR] " + "x".repeat(1_493));
    assertThat(run().trouble().getFirst().text())
        .isEqualTo(
            "Maven ended with exit code 1 before a test ran:\n[ERROR] "
                + "x".repeat(1_492)
                + "...");
    maven.on(" test", 1, "[ERROR] " + "x".repeat(1_492));
    assertThat(run().trouble().getFirst().text()).endsWith("x".repeat(1_492));
  }

  @Test
  void an_end_at_odds_with_the_reports_is_trouble() throws Exception {
    leaves(1, "[ERROR] odd\n", "", PASSED);
    assertThat(run().trouble())
        .extracting(one -> one.kind() + " " + one.text())
        .containsExactly(
            "REPORT Maven ended with exit code 1, but no test of its reports failed:\n[ERROR] odd");

    leaves(0, "", "", "<testcase classname='shop.ShopTest' name='a'><failure/></testcase>");
    assertThat(trouble(run()))
        .containsExactly("REPORT: Maven ended with 0, but its reports hold failures");
    leaves(0, "", "", "");
    assertThat(trouble(run())).containsExactly("NO_TESTS: Maven ran no test that it reports");
  }

  @Test
  void a_hang_is_told_and_the_tests_stay_known() throws Exception {
    maven.on(" test", _ -> PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, "[ERROR] x"));

    var report =
        new MavenToolchain(maven)
            .run(checkout().request(new Patience(Duration.ofMinutes(1), Duration.ofSeconds(5))));

    assertThat(trouble(report)).containsExactly("HANG: the tests were stopped: 5 s without a word");
    assertThat(results(report))
        .containsExactly("UNKNOWN shop.ShopTest::a", "SKIPPED shop.ShopTest::off");
  }

  @Test
  void a_maven_that_is_not_there_is_trouble_and_the_tests_stay_known() throws Exception {
    var report = run();

    assertThat(trouble(report)).containsExactly("TOOL: 'mvn' cannot be started: no such program");
    assertThat(results(report))
        .containsExactly("UNKNOWN shop.ShopTest::a", "SKIPPED shop.ShopTest::off");
  }

  @Test
  void what_is_missing_offline_is_fetched_without_tests_and_what_surefire_names_by_its_name()
      throws Exception {
    var answers =
        new ArrayList<>(
            List.of(
                "Cannot access central in offline mode",
                "the artifact org.x:y-z:jar:1.2 has not been downloaded from it before",
                "has not been downloaded from it before"));
    maven.on(
        "--fail-at-end",
        command -> {
          if (answers.isEmpty()) {
            leave(command, "", "TEST-a.xml", PASSED);
            return PlayedTools.ended(0, "");
          }
          return PlayedTools.ended(1, "", answers.removeFirst());
        });
    maven.on("dependency:get", 0, "").on("-DskipTests", 0, "");

    var report = run();

    assertThat(lines())
        .containsExactly(
            TO_THE_END + "test",
            MVN + "-DskipTests test",
            TO_THE_END + "test",
            MVN + "dependency:get -Dartifact=org.x:y-z:1.2",
            TO_THE_END + "test",
            MVN + "-DskipTests test",
            TO_THE_END + "test");
    assertThat(report.execution().commands()).hasSize(1);
    assertThat(report.execution().millis()).isEqualTo(1_000);
    assertThat(maven.last("-DskipTests").purpose()).isEqualTo(Command.Purpose.PREPARE);
    assertThat(results(report)).containsExactly("PASSED shop.ShopTest::a");
  }

  @Test
  void what_stays_missing_is_asked_for_four_times_and_a_good_run_never() throws Exception {
    maven.on(" test", 1, "in offline mode");
    run();
    assertThat(maven.started()).hasSize(9);

    leaves(0, "in offline mode", "", PASSED);
    run();
    assertThat(maven.started()).hasSize(10);
  }

  @Test
  void jacoco_is_fetched_once_where_it_is_not_there_and_no_pom_names_it() throws Exception {
    maven.on(JACOCO + ":help", 0, "");
    maven.on("-o " + JACOCO + ":help", 1, "");

    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(prepare()).isEqualTo(new Preparation.Ready());

    assertThat(lines()).containsExactly(MVN + "-o " + JACOCO + ":help", MVN + JACOCO + ":help");
    assertThat(maven.last("help").purpose()).isEqualTo(Command.Purpose.PREPARE);
  }

  @Test
  void jacoco_that_is_there_or_configured_is_not_fetched() throws Exception {
    maven.on(JACOCO + ":help", 0, "");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
    assertThat(lines()).containsExactly(MVN + "-o " + JACOCO + ":help");

    files.put("pom.xml", "<project>jacoco-maven-plugin</project>");
    assertThat(
            new MavenToolchain(maven)
                .prepare(Checkout.of(temporary.resolve("other"), files).request()))
        .isEqualTo(new Preparation.Ready());
    assertThat(maven.started()).hasSize(1);
  }

  @Test
  void of_one_module_the_same_run_measures_and_reports() throws Exception {
    fetched();
    files.put("src/main/java/shop/Shop.java", "class Shop {}\n");
    maven.on(
        " test",
        command -> {
          leave(command, "", "TEST-a.xml", PASSED);
          write(command.folder().resolve("target/site/jacoco/jacoco.xml"), JACOCO_REPORT);
          return PlayedTools.ended(0, "");
        });

    var report = run();

    assertThat(lines())
        .containsExactly(
            MVN + "-o " + JACOCO + ":help",
            TO_THE_END
                + "-Djacoco.destFile={reports}/jacoco.exec "
                + JACOCO
                + ":prepare-agent test -Djacoco.dataFile={reports}/jacoco.exec "
                + JACOCO
                + ":report");
    assertThat(Measured.lines(report)).containsExactly("src/main/java/shop/Shop.java: 1 of 1");
  }

  @Test
  void of_several_modules_the_reports_are_made_afterwards() throws Exception {
    fetched();
    modules();
    files.put("core/src/main/java/shop/Shop.java", "class Shop {}\n");
    leaves(0, "", "", PASSED);
    maven.on(
        " -q ",
        command -> {
          write(command.folder().resolve("core/target/site/jacoco/jacoco.xml"), JACOCO_REPORT);
          return PlayedTools.ended(0, "");
        });
    write(temporary.resolve("reports/jacoco.exec"), "an earlier run's");

    var none = run();
    assertThat(none.coverage())
        .contains(new Measurement.Missing("the JVM of the tests did not load JaCoCo's agent"));

    measuresTo(temporary.resolve("reports/jacoco.exec"));
    var report = run();
    assertThat(Measured.lines(report)).containsExactly("core/src/main/java/shop/Shop.java: 1 of 1");
    assertThat(lines())
        .endsWith(
            TO_THE_END
                + "-Djacoco.destFile={reports}/jacoco.exec "
                + JACOCO
                + ":prepare-agent test",
            "mvn -B -ntp -Dstyle.color=never -o -q -Djacoco.dataFile={reports}/jacoco.exec "
                + JACOCO
                + ":report");
    assertThat(report.execution().commands()).hasSize(1);
    assertThat(maven.last(" -q ").folder()).isEqualTo(temporary.resolve("tree"));
  }

  @Test
  void a_project_that_configures_jacoco_is_left_alone_and_asked_for_its_report() throws Exception {
    files.put("pom.xml", "<project>jacoco-maven-plugin</project>");
    files.put("src/main/java/shop/Shop.java", "class Shop {}\n");
    maven.on(
        " -q ",
        command -> {
          write(command.folder().resolve("target/site/jacoco/jacoco.xml"), JACOCO_REPORT);
          return PlayedTools.ended(0, "");
        });
    leaves(0, "", "", PASSED);
    write(temporary.resolve("tree/target/jacoco.exec"), "an earlier run's");
    assertThat(run().coverage())
        .contains(new Measurement.Missing("the JVM of the tests did not load JaCoCo's agent"));

    measuresTo(temporary.resolve("tree/target/jacoco.exec"));
    assertThat(Measured.lines(run())).containsExactly("src/main/java/shop/Shop.java: 1 of 1");
    assertThat(lines())
        .endsWith(
            TO_THE_END + "test",
            "mvn -B -ntp -Dstyle.color=never -o -q org.jacoco:jacoco-maven-plugin:report");
  }

  @Test
  void coverage_of_a_run_that_broke_is_not_reported() throws Exception {
    fetched();
    modules();
    maven.on(
        " test",
        command -> {
          write(temporary.resolve("reports/jacoco.exec"), "");
          return PlayedTools.ended(1, "");
        });

    assertThat(run().coverage())
        .contains(new Measurement.Missing("the tests did not run to their end"));
    assertThat(lines()).filteredOn(line -> line.contains(" -q ")).isEmpty();
  }

  @Test
  void a_pom_with_a_test_below_it_is_a_build_with_its_modules() {
    modules();
    assertThat(builds()).containsExactly("maven");

    files.clear();
    files.put("a/pom.xml", "");
    files.put("a/" + SHOP_TEST, "class ShopTest { @org.junit.jupiter.api.Test void a() {} }");
    files.put("b/pom.xml", "");
    files.put("b/src/test/java/Help.java", "class Help {}");
    files.put("c/pom.xml", "");
    files.put("c/src/test/java/Old.java", "class Old extends TestCase {}");
    files.put("d/" + SHOP_TEST, TEST);
    files.put("e/pom.xml", "");
    files.put("e/src/main/java/shop/ShopTest.java", TEST);
    assertThat(builds()).containsExactly("maven:a", "maven:c");
  }

  @ParameterizedTest
  @CsvSource({
    "src/test/java/a/A.java, true",
    "core/src/test/java/A.java, true",
    "src/test/resources/a.txt, false",
    "src/main/java/ATest.java, false"
  })
  void tests_are_known_by_where_they_lie(String path, boolean isTest) {
    assertThat(new MavenToolchain(maven).isTest(new RepoPath(path))).isEqualTo(isTest);
  }

  private List<String> builds() {
    return new MavenToolchain(maven)
        .builds(MapTree.of(files), List.of()).stream().map(TestToolchain::id).toList();
  }

  private void modules() {
    for (var module : List.of("core", "core/deep")) {
      files.put(module + "/pom.xml", "<project/>");
      files.put(module + "/" + SHOP_TEST, TEST);
    }
  }

  private void fetched() throws InterruptedException {
    maven.on(JACOCO + ":help", 0, "");
    assertThat(prepare()).isEqualTo(new Preparation.Ready());
  }

  private void measuresTo(Path data) {
    maven.on(
        " test",
        command -> {
          leave(command, "", "TEST-a.xml", PASSED);
          Files.deleteIfExists(command.folder().resolve("core/target/site/jacoco/jacoco.xml"));
          write(data, "");
          return PlayedTools.ended(0, "");
        });
  }

  private void leaves(int code, String said, String module, String cases) {
    maven.on(
        " test",
        command -> {
          leave(command, module, "TEST-a.xml", cases);
          return PlayedTools.ended(code, said);
        });
  }

  private static Path leave(Command command, String module, String name, String cases)
      throws IOException {
    return write(
        command.folder().resolve(module).resolve("target/surefire-reports").resolve(name),
        "<testsuite>" + cases + "</testsuite>");
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Selection only(String... tests) {
    return new Selection.Only(
        IntStream.range(0, tests.length / 2)
            .mapToObj(at ->
                TestResult.of(new TestId(tests[2 * at], tests[2 * at + 1]), Outcome.PASSED, ""))
            .toList());
  }

  private List<String> lines() {
    return maven.lines(checkout());
  }

  private Preparation prepare() throws InterruptedException {
    return new MavenToolchain(maven).prepare(request());
  }

  private TestReport run() throws InterruptedException {
    return new MavenToolchain(maven).run(request());
  }

  private TestReport run(Selection selection) throws InterruptedException {
    return new MavenToolchain(maven).run(request().selecting(selection));
  }

  private Request request() {
    return checkout().request();
  }

  private Checkout checkout() {
    return Checkout.of(temporary, files);
  }
}
