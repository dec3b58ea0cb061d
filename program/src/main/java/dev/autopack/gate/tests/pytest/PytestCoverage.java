package dev.autopack.gate.tests.pytest;

import dev.autopack.code.SourceFiles;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.quality.coverage.CoverageReading;
import dev.autopack.gate.quality.coverage.CoverageResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what pytest covers, by the coverage of the same interpreter, with settings of our own:
 * branches, and all of the repository but its tests, whatever a comment in the code would leave out.
 * All that it writes goes to the reports.
 */
final class PytestCoverage {
  private static final long MAX_REPORT_BYTES = 256L * 1024 * 1024;

  private static final List<String> OPTION_FILES =
      List.of("pytest.ini", ".pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini");

  private final Request request;

  PytestCoverage(Request request) {
    this.request = request;
  }

  /**
   * Whether the repository's options measure already, since two at once disturb one another, or a
   * module of its own bears the tool's name.
   */
  boolean isMeasuredAnyway() {
    return request.tree().contains(new RepoPath("coverage.py"))
        || request.tree().contains(new RepoPath("coverage/__init__.py"))
        || OPTION_FILES.stream()
            .map(RepoPath::new)
            .flatMap(path -> SourceFiles.text(request.tree(), path).stream())
            .anyMatch(text -> text.contains("--cov"));
  }

  /** What stands before {@code -m pytest}; settings and data of an earlier run are replaced. */
  List<String> prefix() {
    try {
      Files.createDirectories(request.reports());
      Files.deleteIfExists(data());
      Files.deleteIfExists(report());
      Files.writeString(settings(), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("-m", "coverage", "run", "--rcfile=" + settings());
  }

  private String text() {
    return """
    [run]
    branch = True
    source = .
    data_file = %s
    omit =
        */test_*.py
        */*_test.py
        */tests/*
        */test/*
        */conftest.py
        .venv/*
        venv/*
    [report]
    exclude_lines =
        if (typing\\.)?TYPE_CHECKING:
    """
        .formatted(data());
  }

  /** Makes the report of what was measured. */
  List<String> reportCommand(String program) {
    return List.of(
        program,
        "-m",
        "coverage",
        "xml",
        "-i",
        "-q",
        "--rcfile=" + settings(),
        "-o",
        report().toString());
  }

  boolean hasData() {
    return Files.isRegularFile(data());
  }

  /** What the report says; missing where there is none or it cannot be read. */
  Measurement read() {
    try {
      if (!Files.isRegularFile(report()) || Files.size(report()) > MAX_REPORT_BYTES) {
        return new Measurement.Missing("coverage wrote no report");
      }
      try (var in = Files.newInputStream(report())) {
        return switch (CoverageFormat.COBERTURA.read(in)) {
          case CoverageReading.Unreadable(var why) ->
              new Measurement.Missing("coverage's report cannot be read: " + why);
          case CoverageReading.Read(var reported) ->
              new Measurement.Measured(
                  new CoverageResolver(
                          request.tree(), List.of(request.folder().toAbsolutePath().toString()))
                      .resolve(reported, ""));
        };
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settings() {
    return request.reports().toAbsolutePath().resolve("coverage.cfg");
  }

  private Path data() {
    return request.reports().toAbsolutePath().resolve("coverage.data");
  }

  private Path report() {
    return request.reports().toAbsolutePath().resolve("coverage.xml");
  }
}
