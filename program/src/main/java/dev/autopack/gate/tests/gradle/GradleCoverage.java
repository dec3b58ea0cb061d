package dev.autopack.gate.tests.gradle;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.TreeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Measures what Gradle's tests cover where the build itself applies the plugin of JaCoCo. */
final class GradleCoverage {
  private static final Pattern APPLIED =
      Pattern.compile("id\\W+[\"']jacoco[\"']|plugin\\W+[\"']jacoco[\"']|(?m)^\\s*jacoco\\s*$");
  private static final String REPORT = "build/reports/jacoco/test/jacocoTestReport.xml";

  /** Builds ask for the page for people and seldom for the file. */
  private static final String XML_TOO =
      """
      allprojects {
        tasks.withType(JacocoReport).configureEach {
          reports { xml.required = true }
        }
      }
      """;

  private final Request request;
  private final Build build;

  GradleCoverage(Request request, Build build) {
    this.request = request;
    this.build = build;
  }

  /** What the task {@code test} is called with; sets the run up to measure. */
  List<String> arguments(Measuring measuring) {
    if (!measuring.isOn()) {
      return List.of();
    }
    var applying = request.tree().paths().stream().filter(this::applies).toList();
    if (applying.isEmpty()) {
      measuring.cannot("the build does not apply Gradle's plugin 'jacoco'");
      return List.of();
    }
    request.tree().paths().stream()
        .filter(path -> build.holds(path) && path.fileName().matches("build\\.gradle(?:\\.kts)?"))
        .map(RepoPath::folder)
        .distinct()
        .forEach(folder ->
            measuring.expectPerhaps(
                request.folder().resolve(folder).resolve(REPORT), CoverageFormat.JACOCO, folder));
    var script = request.reports().toAbsolutePath().resolve("coverage.init.gradle");
    try {
      Files.writeString(script, XML_TOO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("--init-script", script.toString(), "jacocoTestReport");
  }

  private boolean applies(RepoPath path) {
    return build.holds(path)
        && path.value().matches(".*\\.gradle(?:\\.kts)?")
        && TreeText.find(request.tree(), path)
            .filter(text -> APPLIED.matcher(text).find())
            .isPresent();
  }
}
