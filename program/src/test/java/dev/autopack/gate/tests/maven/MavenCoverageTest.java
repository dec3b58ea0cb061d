package dev.autopack.gate.tests.maven;

import static dev.autopack.gate.testing.ReportLines.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.Preparation;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.Measured;
import dev.autopack.gate.testing.Poms;
import dev.autopack.testing.Proof;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real Maven and JaCoCo. */
class MavenCoverageTest {
  private static final String SHOP =
      """
      package shop;
      public class Shop {
        public static int price(int n) {
          if (n > 0) {
            return n;
          }
          return 0;
        }
      }
      """;
  private static final String TEST =
      """
      package shop;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import org.junit.jupiter.api.Test;
      class ShopTest {
        @Test void mode() { assertEquals("own", System.getProperty("shop.mode")); }
        @Test void price() { assertEquals(%d, Shop.price(1)); }
      }
      """;

  @TempDir private Path temporary;

  @BeforeEach
  void maven_is_there() {
    Proof.requireProgram("mvn");
  }

  /** The options of the project's own JVM stay, and a module's tests count in another. */
  @Test
  void what_is_covered_is_measured_over_modules_also_behind_a_failure() throws Exception {
    var files = new TreeMap<>(Poms.twoModules("core", "app"));
    files.compute("pom.xml", (_, pom) -> withMode(pom));
    files.compute(
        "app/pom.xml",
        (_, pom) ->
            pom.replace(
                "</project>",
                "<dependencies><dependency><groupId>example</groupId><artifactId>core</artifactId>"
                    + "<version>1</version></dependency></dependencies></project>"));
    files.put("core/src/main/java/shop/Shop.java", SHOP);
    files.put("app/src/test/java/shop/ShopTest.java", TEST.formatted(2));

    var report = run(files);

    assertThat(results(report))
        .containsExactly(
            "PASSED app:shop.ShopTest::mode",
            "FAILED app:shop.ShopTest::price app/src/test/java/shop/ShopTest.java:6");
    assertThat(Measured.lines(report)).containsExactly("core/src/main/java/shop/Shop.java: 2 of 4");
  }

  @Test
  void of_one_module_the_same_run_makes_the_report_and_a_project_of_its_own_is_left_alone()
      throws Exception {
    var files = new TreeMap<>(Poms.one());
    files.compute("pom.xml", (_, pom) -> withMode(pom));
    files.put("src/main/java/shop/Shop.java", SHOP);
    files.put("src/test/java/shop/ShopTest.java", TEST.formatted(1));

    var report = run(files);

    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().exitCode()).isZero();
    assertThat(Measured.lines(report)).containsExactly("src/main/java/shop/Shop.java: 2 of 4");

    files.compute(
        "pom.xml",
        (_, pom) ->
            pom.replace(
                "</plugins>",
                """
                <plugin><groupId>org.jacoco</groupId><artifactId>jacoco-maven-plugin</artifactId>
                <version>0.8.15</version><executions><execution><goals>
                <goal>prepare-agent</goal></goals></execution></executions></plugin></plugins>
                """));
    var own = run(files);

    assertThat(own.execution().commands().toString()).doesNotContain("jacoco");
    assertThat(Measured.lines(own)).isEqualTo(Measured.lines(report));
  }

  private static String withMode(String pom) {
    return pom.replace("</properties>", "<argLine>-Dshop.mode=own</argLine></properties>");
  }

  private TestReport run(Map<String, String> files) throws InterruptedException {
    var checkout = Checkout.of(temporary, files);
    var maven = new MavenToolchain(Checkout.runner());
    assertThat(maven.prepare(checkout.request())).isEqualTo(new Preparation.Ready());
    return maven.run(checkout.request());
  }
}
