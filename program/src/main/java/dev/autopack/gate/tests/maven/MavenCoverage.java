package dev.autopack.gate.tests.maven;

import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Build;
import dev.autopack.gate.tests.Measuring;
import dev.autopack.gate.tests.ToolSession;
import dev.autopack.gate.tests.TreeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures what Surefire's tests cover, by JaCoCo's plugin, which is called by its name, so that no
 * POM is touched. It puts its agent before the {@code argLine} of the project. All modules write
 * into one file, so that a module's tests count in the modules that they use.
 */
final class MavenCoverage {
  /** Of what is fetched. */
  static final String ID = "jacoco:0.8.15";

  private static final String NAME = "org.jacoco:jacoco-maven-plugin";
  private static final String PLUGIN = NAME + ":0.8.15";

  /** A goal that does nothing, for which Maven needs all that the others need. */
  static final String HELP = PLUGIN + ":help";

  private static final String REPORT = "target/site/jacoco/jacoco.xml";
  private static final String DATA = "target/jacoco.exec";

  private final Request request;
  private final ToolSession session;
  private final Measuring measuring;
  private final Path folder;
  private final List<String> modules;
  private final boolean isConfigured;
  private final Path data;

  MavenCoverage(Request request, Build build, ToolSession session, Measuring measuring) {
    this.request = request;
    this.session = session;
    this.measuring = measuring;
    this.folder = build.in(request.folder());
    this.modules = new JavaTests(request.tree(), build).modules();
    this.isConfigured = isConfigured(request, build);
    this.data = request.reports().toAbsolutePath().resolve("jacoco.exec");
  }

  /** Whether a POM of the build names the plugin: two agents would be one too many. */
  static boolean isConfigured(Request request, Build build) {
    return request.tree().paths().stream()
        .filter(path -> path.fileName().equals(JavaTests.POM) && build.holds(path))
        .flatMap(path -> TreeText.find(request.tree(), path).stream())
        .anyMatch(text -> text.contains("jacoco-maven-plugin"));
  }

  /** What the goal {@code test} is called with. */
  record Goals(List<String> before, List<String> after) {
    static final Goals NONE = new Goals(List.of(), List.of());
  }

  /**
   * Sets the run up to measure where that can be done.
   *
   * @param isFetched whether the plugin is there
   */
  Goals goals(boolean isFetched) {
    if (!measuring.isOn()) {
      return Goals.NONE;
    }
    if (!isConfigured && !isFetched) {
      measuring.cannot("JaCoCo's plugin for Maven could not be fetched");
      return Goals.NONE;
    }
    for (var module : modules) {
      measuring.expectPerhaps(in(module, REPORT), CoverageFormat.JACOCO, module);
      delete(in(module, DATA));
    }
    delete(data);
    if (isConfigured) {
      return Goals.NONE;
    }
    return new Goals(
        List.of("-Djacoco.destFile=" + data, PLUGIN + ":prepare-agent"),
        // The report of one module needs no other's tests, so that Maven has to start only once.
        modules.size() == 1 ? List.of("-Djacoco.dataFile=" + data, PLUGIN + ":report") : List.of());
  }

  /** Makes what reports the run could not make itself: of several modules, or behind a failure. */
  void report() throws InterruptedException {
    if (!measuring.isBegun()
        || modules.stream().anyMatch(module -> Files.exists(in(module, REPORT)))) {
      return;
    }
    var hasData =
        isConfigured
            ? modules.stream().anyMatch(module -> Files.exists(in(module, DATA)))
            : Files.exists(data);
    if (!hasData) {
      measuring.cannot("the JVM of the tests did not load JaCoCo's agent");
      return;
    }
    var argv = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-Dstyle.color=never", "-o", "-q"));
    if (isConfigured) {
      argv.add(NAME + ":report");
    } else {
      argv.addAll(List.of("-Djacoco.dataFile=" + data, PLUGIN + ":report"));
    }
    session.report(argv, folder, Map.of());
  }

  private Path in(String module, String file) {
    return request.folder().resolve(module).resolve(file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
