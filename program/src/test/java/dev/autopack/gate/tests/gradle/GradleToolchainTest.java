package dev.autopack.gate.tests.gradle;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Selection;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestToolchain;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import dev.autopack.testing.MapTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a wrapper that leaves what Gradle leaves, since no registry hands out a Gradle. */
class GradleToolchainTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "jvm/settings.gradle", "include 'core'",
          "jvm/core/build.gradle", "plugins { id 'java' }",
          "jvm/core/src/test/java/shop/ShopTest.java",
              "package shop;\nclass ShopTest {\n  @Test void a() {}\n  @Test void b() {}\n}\n");

  @TempDir private Path temporary;

  private final GradleToolchain gradle = new GradleToolchain(Checkout.runner());

  @Test
  void its_reports_are_read_from_every_project() throws Exception {
    var report =
        run(
            """
            echo "$@" > arguments
            mkdir -p core/build/test-results/test
            cat > core/build/test-results/test/TEST-shop.ShopTest.xml <<'X'
            <testsuite><testcase classname="shop.ShopTest" name="a()"/>
            <testcase classname="shop.ShopTest" name="b()"><failure message="no">no
              at shop.ShopTest.b(ShopTest.java:4)</failure></testcase></testsuite>
            X
            exit 1
            """,
            new Selection.All());

    assertThat(report.toolchain()).isEqualTo("gradle:jvm");
    assertThat(results(report))
        .containsExactly(
            "PASSED jvm/core:shop.ShopTest::a",
            "FAILED jvm/core:shop.ShopTest::b jvm/core/src/test/java/shop/ShopTest.java:4");
    assertThat(report.trouble()).isEmpty();

    var again = run("exit 0\n", new Selection.Only(List.of(report.results().getFirst())));
    assertThat(again.execution().commands().getFirst())
        .endsWith("test", "--tests", "shop.ShopTest.a");
  }

  @Test
  void what_does_not_compile_is_told_by_file_and_line() throws Exception {
    var report =
        run(
            "echo \"$PWD/core/src/test/java/shop/ShopTest.java:2: error: cannot find symbol\" >&2\nexit 1\n",
            new Selection.All());

    assertThat(trouble(report))
        .containsExactly(
            "COMPILE jvm/core/src/test/java/shop/ShopTest.java:2: it does not compile: cannot find"
                + " symbol");
  }

  @Test
  void projects_of_one_build_are_one_and_another_build_is_another() {
    var files = new TreeMap<>(PROJECT);
    files.put("jvm/own/settings.gradle.kts", "");
    files.put("jvm/own/src/test/kotlin/ATest.kt", "class ATest { @Test fun a() {} }");
    assertThat(gradle.builds(MapTree.of(files), List.of()))
        .extracting(TestToolchain::id)
        .containsExactly("gradle:jvm", "gradle:jvm/own");
  }

  @Test
  void what_is_covered_is_measured_where_the_build_applies_jacoco() throws Exception {
    var script =
        """
        mkdir -p core/build/test-results/test core/build/reports/jacoco/test
        echo '<testsuite><testcase classname="shop.ShopTest" name="a()"/></testsuite>' \
          > core/build/test-results/test/TEST-shop.ShopTest.xml
        cat > core/build/reports/jacoco/test/jacocoTestReport.xml <<'X'
        <report name="core"><package name="shop"><sourcefile name="Shop.java">
        <line nr="2" mi="0" ci="1" mb="0" cb="0"/><line nr="3" mi="1" ci="0" mb="0" cb="0"/>
        </sourcefile></package></report>
        X
        """;
    assertThat(Measured.whyNot(run(script, new Selection.All()))).contains("'jacoco'");

    var files = new TreeMap<>(PROJECT);
    files.put("jvm/core/build.gradle", "plugins { id 'java'\n  id 'jacoco' }");
    files.put("jvm/core/src/main/java/shop/Shop.java", "package shop;\nclass Shop {}\n");
    var report = run(files, script, new Selection.All());

    assertThat(report.execution().commands().getFirst())
        .endsWith("test", "--init-script", "{reports}/coverage.init.gradle", "jacocoTestReport");
    assertThat(Measured.lines(report))
        .containsExactly("jvm/core/src/main/java/shop/Shop.java: 1 of 2");
  }

  private TestReport run(String script, Selection selection) throws Exception {
    return run(PROJECT, script, selection);
  }

  private TestReport run(Map<String, String> files, String script, Selection selection)
      throws Exception {
    var checkout = Checkout.of(temporary, files);
    var wrapper = checkout.leave("jvm/gradlew", "#!/bin/sh\n" + script);
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    return gradle
        .builds(checkout.tree(), List.of())
        .getFirst()
        .run(checkout.request().selecting(selection));
  }
}
