package dev.autopack.gate.tests.maven;

import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.tests.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The report files of one run. Those that lay there before it say nothing of it: they are told
 * apart by a file that is written just before, so by the clock of the file system alone.
 */
record SurefireReports(Path folder, List<String> modules, FileTime begun) {
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  /** Marks the instant; called before Maven starts. */
  static SurefireReports from(Request request, Build build) {
    try {
      Files.createDirectories(request.reports());
      var mark = Files.writeString(request.reports().resolve("begun"), "");
      return new SurefireReports(
          request.folder(),
          new JavaTests(request.tree(), build).modules(),
          Files.getLastModifiedTime(mark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By module, then by name. */
  List<Report> load() {
    var reports = new ArrayList<Report>();
    for (var module : modules) {
      var written = folder.resolve(module).resolve("target/surefire-reports");
      for (var file : files(written)) {
        reports.add(load(module, file));
      }
    }
    return reports;
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      var sorted = new ArrayList<Path>();
      files.forEach(sorted::add);
      sorted.sort(null);
      return sorted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report load(String module, Path file) {
    var name = file.getFileName().toString();
    try {
      if (Files.getLastModifiedTime(file).compareTo(begun) < 0) {
        return new Report(module, name, State.STALE, new byte[0]);
      }
      return Files.size(file) > MAX_BYTES
          ? new Report(module, name, State.TOO_LARGE, new byte[0])
          : new Report(module, name, State.FRESH, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file can be read as this run's. */
  enum State {
    FRESH,
    STALE,
    TOO_LARGE
  }

  /**
   * One report file.
   *
   * @param module the folder of its POM, empty for the top
   */
  // Never compared: the array is only carried.
  @SuppressWarnings("ArrayRecordComponent")
  record Report(String module, String name, State state, byte[] content) {}
}
