package dev.autopack.gate.tests.pytest;

import dev.autopack.code.SourceFiles;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.tests.Measuring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what pytest covers, by the coverage of the same interpreter, with settings of our own:
 * branches, and all of the repository but its tests, whatever a comment in the code would leave
 * out. All that it writes goes to the reports.
 */
final class PytestCoverage {
  private static final List<String> OPTION_FILES =
      List.of("pytest.ini", ".pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini");

  private final Request request;
  private final Measuring measuring;

  PytestCoverage(Request request) {
    this.request = request;
    this.measuring = Measuring.on(request);
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
      Files.deleteIfExists(data());
      measuring.expect(report(), CoverageFormat.COBERTURA, "");
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
    return measuring.read(_ -> false);
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
