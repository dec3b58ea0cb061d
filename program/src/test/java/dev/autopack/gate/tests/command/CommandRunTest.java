package dev.autopack.gate.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.ReportLines;
import dev.autopack.testing.MapTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void its_exit_code_and_the_end_of_its_output_are_all_it_says() throws Exception {
    var report = run("echo fine; echo odd >&2; exit 3");

    assertThat(report.kind()).isEqualTo(Kind.EXIT_CODE);
    assertThat(report.execution().exitCode()).isEqualTo(3);
    assertThat(report.execution().output().lines()).containsExactly("fine", "", "odd");
    assertThat(report.results()).isEmpty();
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void nobody_watches_it() throws Exception {
    assertThat(run("echo $CI; test -t 0 || test -t 1 || echo no terminal").execution().output())
        .isEqualTo("1\nno terminal");
  }

  @Test
  void much_output_is_kept_by_its_end() throws Exception {
    var output = run("seq 1 20000; echo last").execution().output();

    assertThat(output).startsWith("...").endsWith("last").hasSizeLessThan(5_000);
  }

  @Test
  void one_that_hangs_is_stopped() throws Exception {
    var report = run(new Patience(MINUTE, Duration.ofSeconds(1)), "sh", "-c", "sleep 300");

    assertThat(report.trouble()).extracting(Trouble::kind).containsExactly(Trouble.Kind.HANG);
  }

  @Test
  void one_that_is_not_there_is_trouble() throws Exception {
    var report = run(new Patience(MINUTE, MINUTE), "no-such-program-of-any-name");

    assertThat(report.trouble())
        .containsExactly(
            new Trouble(Trouble.Kind.TOOL, "'no-such-program-of-any-name' cannot be started"));
    assertThat(report.execution().exitCode()).isNotZero();
  }

  @Test
  void the_tests_of_a_report_that_it_writes_speak_one_by_one() throws Exception {
    var report =
        reporting(
            "printf '<testsuite><testcase classname=\"a.sh\" name=\"x\"/><testcase"
                + " classname=\"a.sh\" name=\"y\"><failure message=\"no\">at a.sh:7</failure>"
                + "</testcase></testsuite>' > out.xml; exit 1");

    assertThat(report.kind()).isEqualTo(Kind.STRUCTURED);
    assertThat(ReportLines.results(report))
        .containsExactly("PASSED a.sh::x", "FAILED a.sh::y a.sh:7");
    assertThat(report.trouble()).isEmpty();
  }

  @Test
  void a_report_that_is_old_or_missing_or_at_odds_with_the_exit_code_is_trouble() throws Exception {
    assertThat(ReportLines.trouble(reporting("true")))
        .containsExactly("REPORT: the command did not write the report 'out.xml'");
    Files.writeString(folder.resolve("out.xml"), "<testsuite><testcase name='x'/></testsuite>");
    assertThat(ReportLines.trouble(reporting("true")))
        .containsExactly("REPORT: 'out.xml' is a report of an earlier run");
    assertThat(ReportLines.trouble(reporting("printf '<testsuite/>' > out.xml")))
        .containsExactly("NO_TESTS: the command ran no test");
    var failure =
        "printf '<testsuite><testcase name=\"x\"><failure/></testcase></testsuite>' > out.xml";
    assertThat(ReportLines.trouble(reporting(failure)))
        .containsExactly("REPORT: the command ended with 0, but its report holds failures");
  }

  private TestReport reporting(String script) throws InterruptedException {
    return new CommandRun(Checkout.runner())
        .run(
            List.of("sh", "-c", script),
            new RepoPath("out.xml"),
            folder,
            MapTree.of(Map.of("a.sh", "")),
            new Patience(MINUTE, MINUTE));
  }

  private TestReport run(String script) throws InterruptedException {
    return run(new Patience(MINUTE, MINUTE), "sh", "-c", script);
  }

  private TestReport run(Patience patience, String... argv) throws InterruptedException {
    return new CommandRun(Checkout.runner()).run(List.of(argv), folder, patience);
  }
}
