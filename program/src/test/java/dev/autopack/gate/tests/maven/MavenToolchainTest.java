package dev.autopack.gate.tests.maven;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Selection;
import dev.autopack.gate.TestId;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestResult;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Poms;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real Maven, on versions that this build itself uses. */
class MavenToolchainTest {
  private static final String SHOP = "package shop;\npublic class Shop {\n  %s\n}\n";

  @TempDir private Path temporary;

  private final MavenToolchain maven = new MavenToolchain(Checkout.runner());

  @BeforeEach
  void maven_is_there() {
    Proof.requireProgram("mvn");
  }

  @Test
  void each_test_is_known_by_its_class_and_name_in_every_module() throws Exception {
    var files = new TreeMap<>(Poms.twoModules("core", "app"));
    files.put(
        "core/src/main/java/shop/Shop.java", SHOP.formatted("static int price() { return 0; }"));
    files.put(
        "core/src/test/java/shop/ShopTest.java",
        """
        package shop;
        import static org.junit.jupiter.api.Assertions.assertEquals;
        import org.junit.jupiter.api.*;
        import org.junit.jupiter.params.ParameterizedTest;
        import org.junit.jupiter.params.provider.ValueSource;
        class ShopTest {
          @ParameterizedTest @ValueSource(ints = {0, 1}) void of(int price) {
            assertEquals(price, Shop.price());
          }
          @Disabled("later") @Test void off() {}
          @Nested class Inside { @Test void fine() {} }
        }
        """);
    files.put(
        "app/src/test/java/shop/SetUpTest.java",
        """
        package shop;
        import org.junit.jupiter.api.*;
        class SetUpTest {
          @BeforeAll static void setUp() { throw new IllegalStateException("no stage"); }
          @Test void starts() {}
        }
        """);

    var report = run(files);

    assertThat(results(report))
        .containsExactly(
            "UNKNOWN app:shop.SetUpTest::starts",
            "PASSED core:shop.ShopTest::of(int)[1]",
            "FAILED core:shop.ShopTest::of(int)[2] core/src/test/java/shop/ShopTest.java:8",
            "SKIPPED core:shop.ShopTest::off",
            "PASSED core:shop.ShopTest$Inside::fine");
    assertThat(trouble(report))
        .containsExactly(
            "COLLECTION app/src/test/java/shop/SetUpTest.java:4: shop.SetUpTest could not be set up"
                + " or cleaned up: IllegalStateException: no stage");
    assertThat(report.results().get(2).message())
        .isEqualTo("AssertionFailedError: expected: <1> but was: <0>");
    assertThat(report.execution().environment())
        .hasSize(2)
        .allMatch(line -> line.matches("Apache Maven .*|Java version: .*"));
  }

  @Test
  void a_selection_runs_those_alone() throws Exception {
    var files = new TreeMap<>(Poms.twoModules("core", "app"));
    var text =
        """
        package shop;
        import org.junit.jupiter.api.*;
        import org.junit.jupiter.params.ParameterizedTest;
        import org.junit.jupiter.params.provider.ValueSource;
        class ShopTest {
          @ParameterizedTest @ValueSource(ints = {0, 1}) void of(int price) {}
          @Test void never() { throw new IllegalStateException("not asked for"); }
          @Nested class Inside { @Test void fine() {} }
        }
        """;
    files.put("core/src/test/java/shop/ShopTest.java", text);
    var checkout = Checkout.of(temporary, files);
    var chosen =
        List.of(
            TestResult.of(
                new TestId("core:shop.ShopTest", "of(int)[2]"), TestResult.Outcome.PASSED, ""),
            TestResult.of(
                new TestId("core:shop.ShopTest$Inside", "fine"), TestResult.Outcome.PASSED, ""));

    var report = maven.run(checkout.request().selecting(new Selection.Only(chosen)));

    assertThat(report.trouble()).isEmpty();
    assertThat(results(report))
        .containsExactly(
            "PASSED core:shop.ShopTest::of(int)[2]", "PASSED core:shop.ShopTest$Inside::fine");
  }

  @Test
  void what_does_not_compile_is_told_by_file_and_line_and_the_tests_stay_known() throws Exception {
    var files = new TreeMap<>(Poms.one());
    files.put("src/main/java/shop/Shop.java", SHOP.formatted("Price price() { return null; }"));
    files.put(
        "src/test/java/shop/ShopTest.java",
        """
        package shop;
        import org.junit.jupiter.api.*;
        class ShopTest {
          @Test void a() {}
          @Disabled @Test void b() {}
          @Nested class Inside { @Test void c() {} }
          abstract static class Base { @Test void never() {} }
        }
        """);

    var report = run(files);

    assertThat(report.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(trouble(report))
        .containsExactly(
            "COMPILE src/main/java/shop/Shop.java:3: it does not compile: cannot find symbol symbol:"
                + " class Price location: class shop.Shop");
    assertThat(results(report))
        .containsExactly(
            "UNKNOWN shop.ShopTest::a",
            "SKIPPED shop.ShopTest::b",
            "UNKNOWN shop.ShopTest$Inside::c");
  }

  @Test
  void a_jvm_that_dies_in_a_test_is_a_crash_also_in_a_folder() throws Exception {
    var files = new TreeMap<String, String>();
    Poms.one().forEach((name, text) -> files.put("jvm/" + name, text));
    files.put(
        "jvm/src/test/java/shop/ShopTest.java",
        """
        package shop;
        import org.junit.jupiter.api.*;
        class ShopTest { @Test void dies() { Runtime.getRuntime().halt(0); } }
        """);

    var report = run(files);

    assertThat(trouble(report)).containsExactly("CRASH: a JVM that ran tests died:");
    assertThat(results(report)).containsExactly("UNKNOWN jvm:shop.ShopTest::dies");
  }

  @Test
  void a_report_of_an_earlier_run_does_not_count() throws Exception {
    var checkout =
        Checkout.of(
            temporary,
            Map.of(
                "pom.xml",
                "<project/>",
                "src/test/java/ATest.java",
                "class ATest { @Test void a() {} }"));
    var old =
        checkout.leave(
            "target/surefire-reports/TEST-ATest.xml",
            "<testsuite><testcase classname='ATest' name='a'/></testsuite>");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    var report = maven.run(checkout.request());

    assertThat(results(report)).containsExactly("UNKNOWN ATest::a");
    assertThat(trouble(report).getFirst())
        .isEqualTo("REPORT: 'TEST-ATest.xml' is a report of an earlier run");
  }

  @Test
  void it_is_there_where_a_pom_and_a_test_are() {
    var test = "class ATest { @org.junit.jupiter.api.Test void a() {} }";
    assertThat(detects(Map.of("pom.xml", "", "src/test/java/ATest.java", test))).isTrue();
    assertThat(detects(Map.of("src/test/java/ATest.java", test))).isFalse();
    var inFolder = MapTree.of(Map.of("jvm/pom.xml", "", "jvm/src/test/java/ATest.java", test));
    assertThat(maven.builds(inFolder, List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("maven:jvm");
    assertThat(detects(Map.of("pom.xml", "", "src/test/java/Data.java", "class Data {}")))
        .isFalse();
  }

  private boolean detects(Map<String, String> files) {
    return maven.detects(MapTree.of(files), List.of());
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    var checkout = Checkout.of(temporary, files);
    return maven.builds(checkout.tree(), List.of()).getFirst().run(checkout.request());
  }
}
