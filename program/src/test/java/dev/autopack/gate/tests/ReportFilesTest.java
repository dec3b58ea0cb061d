package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.tests.ReportFiles.State;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir private Path folder;

  @Test
  void a_report_counts_from_the_instant_of_the_mark_on() throws IOException {
    var files = ReportFiles.from(folder.resolve("reports/new"));
    var report = Files.writeString(folder.resolve("report.xml"), "x");

    Files.setLastModifiedTime(report, files.begun());
    assertThat(files.look(report)).isEqualTo(State.FRESH);
    Files.setLastModifiedTime(report, FileTime.fromMillis(files.begun().toMillis() - 1));
    assertThat(files.look(report)).isEqualTo(State.STALE);
    assertThat(files.look(folder.resolve("none.xml"))).isEqualTo(State.MISSING);
    assertThat(files.look(folder)).isEqualTo(State.MISSING);
  }

  @Test
  void the_mark_of_an_earlier_run_says_nothing() throws IOException {
    var old = Files.writeString(folder.resolve("begun"), "");
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));

    assertThat(ReportFiles.from(folder).begun().toMillis()).isPositive();
  }

  @Test
  void one_of_more_than_256_mib_is_too_large() throws IOException {
    var files = ReportFiles.from(folder);
    var report = folder.resolve("report.xml");
    try (var file = new RandomAccessFile(report.toFile(), "rw")) {
      file.setLength(256L * 1024 * 1024);
      assertThat(files.look(report)).isEqualTo(State.FRESH);
      file.setLength(256L * 1024 * 1024 + 1);
      assertThat(files.look(report)).isEqualTo(State.TOO_LARGE);
    }
  }
}
