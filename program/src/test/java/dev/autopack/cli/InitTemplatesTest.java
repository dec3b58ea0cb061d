package dev.autopack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.app.Settings;
import dev.autopack.app.SettingsReader;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.testing.MapTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTemplatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pom.xml | Found: Maven. | src/main/java/Greeting.java | none",
        "build.gradle.kts, gradlew | Found: Gradle. | src/main/java/Greeting.java | [./gradlew, test]",
        "settings.gradle | Found: Gradle. | src/main/java/Greeting.java | [gradle, test]",
        "go.mod | Found: Go. | greeting.go | [go, test, ./...]",
        "Cargo.toml | Found: Cargo. | src/greeting.rs | [cargo, test]",
        "package.json | Found: npm. | greeting.js | [npm, test]",
        "pyproject.toml | Found: pytest. | greeting.py | none",
        "lib/deep/test_a.py | Found: pytest. | greeting.py | none",
        "pom.xml, package.json | Found: Maven, npm. | src/main/java/Greeting.java | none",
        "README.md | No build or test tool | greeting.py | none",
        "sub/pom.xml, latest.py | No build or test tool | greeting.py | none",
        "greeting.py, requirements.txt | Found: pytest. | greeting2.py | none",
        "go.mod, greeting_test.go | Found: Go. | greeting2.go | [go, test, ./...]",
      })
  void templates_fit_the_tools_at_the_top_of_the_repository(
      String files, String found, String deliverable, String command) {
    var templates = templates(files.split(", "));

    assertThat(templates.settings()).contains(found);
    var phase = plan(templates.plan()).phases().getFirst();
    assertThat(phase.deliverables().getFirst().path().value()).isEqualTo(deliverable);
    assertThat(phase.validation().command().map(Object::toString).orElse("none"))
        .isEqualTo(command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "build.gradle", "go.mod", "Cargo.toml", "package.json", "a"})
  void both_texts_are_right_as_they_stand_and_with_every_comment_taken_away(String sign) {
    var templates = templates(sign);

    assertThat(settings(templates.settings())).isEqualTo(Settings.DEFAULT);
    assertThat(plan(templates.plan()).phases()).hasSize(1);
    assertThat(settings(withoutComments(templates.settings()))).isNotEqualTo(Settings.DEFAULT);
    assertThat(plan(withoutComments(templates.plan())).phases()).hasSize(2);
  }

  @Test
  void only_what_a_lock_file_pins_is_installed_unasked() {
    assertThat(
            settings(templates("package.json", "package-lock.json").settings()).setup().command())
        .contains(List.of("npm", "ci"));
    assertThat(settings(templates("package.json").settings()).setup().command()).isEmpty();
  }

  @Test
  void no_template_has_a_default_of_its_own() {
    var written = settings(withoutComments(templates("pom.xml").settings()));

    assertThat(written.bounds()).isEqualTo(Settings.DEFAULT.bounds());
    assertThat(written.tests()).isEqualTo(Settings.DEFAULT.tests());
    assertThat(written.rules().approvalExpiry())
        .isEqualTo(Settings.DEFAULT.rules().approvalExpiry());
  }

  /** Takes the mark from each comment that is a key or an item of the file. */
  private static String withoutComments(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("^( *)# ((- )?[a-z_]+: ?.*|  [a-z_]+: .*)$", "$1$2"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static InitTemplates templates(String... files) {
    return InitTemplates.of(
        MapTree.of(Arrays.stream(files).collect(Collectors.toMap(file -> file, _ -> "text"))));
  }

  private static Plan plan(String text) {
    var reading = PlanReader.read("plan.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isEqualTo(new Reading.Read<>(reading.orThrow(), List.of()));
    return reading.orThrow();
  }

  private static Settings settings(String text) {
    return SettingsReader.read("autopack.yaml", text.getBytes(StandardCharsets.UTF_8)).orThrow();
  }
}
