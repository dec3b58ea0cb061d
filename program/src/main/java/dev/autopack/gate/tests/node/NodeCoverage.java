package dev.autopack.gate.tests.node;

import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Measuring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what a runner's tests cover by what V8 counts, so that no code is rewritten for it. What
 * a package's own configuration demands of coverage is switched off: here the quality gate decides.
 */
final class NodeCoverage {
  private final Request request;
  private final Measuring measuring;

  NodeCoverage(Request request, Measuring measuring) {
    this.request = request;
    this.measuring = measuring;
  }

  /**
   * What a runner is called with besides; sets the run up to measure.
   *
   * @param number of the unit in this run
   */
  List<String> options(NpmLayout.Unit unit, int number) {
    if (!measuring.isOn()) {
      return List.of();
    }
    measuring.leaveOut(unit.tests());
    var folder = request.reports().toAbsolutePath().resolve("coverage-" + number);
    return switch (unit.script().runner()) {
      case VITEST -> vitest(unit, folder);
      case JEST, REACT_SCRIPTS -> {
        expect(unit, folder.resolve("lcov.info"));
        yield List.of(
            "--coverage",
            "--coverageProvider=v8",
            "--coverageReporters=lcovonly",
            "--coverageDirectory=" + folder,
            "--coverageThreshold={}");
      }
      case NODE -> {
        var report = folder.resolveSibling(folder.getFileName() + ".info");
        expect(unit, report);
        yield List.of(
            "--experimental-test-coverage",
            "--test-reporter=lcov",
            "--test-reporter-destination=" + report);
      }
    };
  }

  /** Vitest measures by a package of its own, which has to be installed beside it. */
  private List<String> vitest(NpmLayout.Unit unit, Path folder) {
    var provider = provider(unit);
    if (provider.isEmpty()) {
      measuring.cannot("'@vitest/coverage-v8' is not among the packages");
      return List.of();
    }
    expect(unit, folder.resolve("lcov.info"));
    return List.of(
        "--coverage.enabled=true",
        "--coverage.provider=" + provider,
        "--coverage.reporter=lcovonly",
        "--coverage.reportsDirectory=" + folder,
        "--coverage.reportOnFailure=true",
        "--coverage.thresholds.lines=0",
        "--coverage.thresholds.functions=0",
        "--coverage.thresholds.branches=0",
        "--coverage.thresholds.statements=0",
        "--coverage.thresholds.autoUpdate=false");
  }

  private String provider(NpmLayout.Unit unit) {
    for (var provider : List.of("v8", "istanbul")) {
      var top = request.folder().toAbsolutePath().normalize();
      for (var folder = unit.place().in(top);
          folder != null && folder.startsWith(top);
          folder = folder.getParent()) {
        if (Files.isDirectory(folder.resolve("node_modules/@vitest/coverage-" + provider))) {
          return provider;
        }
      }
    }
    return "";
  }

  private void expect(NpmLayout.Unit unit, Path report) {
    measuring.expect(report, CoverageFormat.LCOV, unit.place().folder());
  }
}
