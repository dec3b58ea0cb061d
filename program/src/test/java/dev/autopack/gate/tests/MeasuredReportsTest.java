package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Measurement;
import dev.autopack.gate.TestToolchain.Request;
import dev.autopack.gate.quality.coverage.CoverageFormat;
import dev.autopack.gate.testing.Checkout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reports that a run leaves say together. */
class MeasuredReportsTest {
  private static final String A = "SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n";
  private static final String B = "SF:b.js\nDA:1,1\nend_of_record\nSF:gone.js\nend_of_record\n";

  @TempDir private Path temporary;

  private Request request;
  private Measuring measuring;

  @BeforeEach
  void begin() {
    request = Checkout.of(temporary, Map.of("a.js", "", "b.js", "", "web/a.js", "")).request();
    measuring = Measuring.on(request);
  }

  @Test
  void nothing_is_measured_before_a_report_is_expected() {
    assertThat(measuring.isOn()).isTrue();
    assertThat(measuring.isBegun()).isFalse();
    assertThat(Measuring.off(request).isOn()).isFalse();
    assertThat(read()).isEqualTo(new Measurement.NotProducible("nothing measures it"));

    measuring.cannot("no tool");
    measuring.cannot("no agent");
    assertThat(read()).isEqualTo(new Measurement.NotProducible("no tool; no agent"));
  }

  @Test
  void several_reports_count_together_each_for_its_own_folder() throws IOException {
    expect("one", "");
    expect("two", "web");
    assertThat(measuring.isBegun()).isTrue();
    leave("one", A + B);
    leave("two", A);

    assertThat(files()).containsExactly("a.js 1 of 2", "b.js 1 of 1", "web/a.js 1 of 2");
  }

  @Test
  void tests_by_their_names_or_by_what_a_tool_says_of_them_are_left_out() throws IOException {
    expect("one", "");
    leave("one", A + B);
    measuring.leaveOut(List.of(new RepoPath("b.js")));

    assertThat(files()).containsExactly("a.js 1 of 2");
    assertThat(measuring.read(path -> path.value().equals("a.js")))
        .isInstanceOfSatisfying(
            Measurement.Measured.class,
            measured -> {
              assertThat(measured.coverage().files()).isEmpty();
              assertThat(measured.coverage().outside()).containsExactly("gone.js");
            });
  }

  @Test
  void a_report_of_an_earlier_run_goes_and_one_that_is_not_left_is_missing() throws IOException {
    leave("one", A);
    expect("one", "");
    expect("two", "");
    expect("three", "");
    leave("three", A);

    assertThat(read())
        .isEqualTo(new Measurement.Missing("the run left no 'one'; the run left no 'two'"));
  }

  @Test
  void of_reports_that_may_be_missing_one_is_needed() throws IOException {
    measuring.expectPerhaps(file("one"), CoverageFormat.LCOV, "");
    measuring.expectPerhaps(file("two"), CoverageFormat.LCOV, "");
    assertThat(read()).isEqualTo(new Measurement.Missing("the run left no report of it"));
    measuring.cannot("no agent");
    assertThat(read()).isEqualTo(new Measurement.Missing("no agent"));

    leave("two", A);
    assertThat(files()).containsExactly("a.js 1 of 2");
  }

  @Test
  void what_cannot_be_read_is_missing() throws IOException {
    measuring.expect(file("one"), CoverageFormat.JACOCO, "");
    leave("one", "no report");

    assertThat(read())
        .isInstanceOfSatisfying(
            Measurement.Missing.class,
            missing -> assertThat(missing.why()).startsWith("'one' cannot be read: "));
  }

  @Test
  void what_is_too_large_is_missing() throws IOException {
    expect("one", "");
    try (var file = new RandomAccessFile(file("one").toFile(), "rw")) {
      file.setLength(256L * 1024 * 1024 + 1);
    }

    assertThat(read()).isEqualTo(new Measurement.Missing("'one' is too large to be read"));
  }

  private List<String> files() {
    var measured = (Measurement.Measured) read();
    return measured.coverage().files().entrySet().stream()
        .map(file -> file.getKey() + " " + file.getValue().lines())
        .toList();
  }

  private Measurement read() {
    return measuring.read(_ -> false);
  }

  private void expect(String name, String module) {
    measuring.expect(file(name), CoverageFormat.LCOV, module);
  }

  private void leave(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  private Path file(String name) {
    return request.reports().resolve(name);
  }
}
