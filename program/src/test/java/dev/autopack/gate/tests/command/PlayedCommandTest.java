package dev.autopack.gate.tests.command;

import static dev.autopack.gate.testing.ReportLines.results;
import static dev.autopack.gate.testing.ReportLines.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a command that is played. */
class PlayedCommandTest {
  private static final List<String> ARGV = List.of("check", "all");
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(2), Duration.ofSeconds(9));
  private static final MapTree TREE = MapTree.of(Map.of("a.sh", "", "lib/b.sh", ""));

  @TempDir private Path folder;

  private final PlayedTools tools = new PlayedTools();

  @Test
  void without_a_report_its_exit_code_is_all_it_says() throws Exception {
    tools.on("check", 3, "odd");

    var report = new CommandRun(tools).run(ARGV, folder, PATIENCE);

    assertThat(report.toolchain()).isEqualTo("command");
    assertThat(report.kind()).isEqualTo(Kind.EXIT_CODE);
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution())
        .isEqualTo(new TestReport.Execution(List.of(ARGV), 3, 1_000, "odd", List.of()));
    var command = tools.started().getFirst();
    assertThat(command.folder()).isEqualTo(folder);
    assertThat(command.environment()).isEqualTo(Command.UNATTENDED);
    assertThat(command.bounds())
        .isEqualTo(new Command.Bounds(PATIENCE.wall(), PATIENCE.idle(), 256 * 1024));
  }

  @Test
  void one_that_is_stopped_or_is_not_there_is_trouble_with_and_without_a_report() throws Exception {
    var run = new CommandRun(tools);
    assertThat(trouble(run.run(ARGV, folder, PATIENCE)))
        .containsExactly("TOOL: 'check' cannot be started");
    assertThat(trouble(reporting())).containsExactly("TOOL: 'check' cannot be started");
    assertThat(reporting().execution())
        .isEqualTo(
            new TestReport.Execution(List.of(ARGV), -1, 0, "'check' cannot be started", List.of()));

    tools.on("check", _ -> PlayedTools.stopped(Exit.Ending.IDLE_TIMEOUT, ""));
    assertThat(trouble(run.run(ARGV, folder, PATIENCE)))
        .containsExactly("HANG: the tests were stopped: 9 s without a word");
    assertThat(trouble(reporting()))
        .containsExactly(
            "HANG: the tests were stopped: 9 s without a word",
            "REPORT: the command did not write the report 'out.xml'");
  }

  @Test
  void tests_are_known_by_their_class_and_name_and_failures_by_their_place() throws Exception {
    writes(
        1,
        """
        <testsuite><testcase classname="a.sh" name="good"/>
        <testcase classname="../a" name="off"><skipped/></testcase>
        <testcase classname="Shop" name="bad"><failure message="no">at gone.sh:1
        at lib/b.sh:7, a.sh:8</failure></testcase>
        <testcase classname="a.sh" name="died"><error>
          it died
        </error></testcase></testsuite>
        """);

    var report = reporting();

    assertThat(report.kind()).isEqualTo(Kind.STRUCTURED);
    assertThat(results(report))
        .containsExactly(
            "SKIPPED ../a::off",
            "FAILED Shop::bad lib/b.sh:7",
            "ERROR a.sh::died",
            "PASSED a.sh::good");
    assertThat(report.results())
        .extracting(one -> one.file() + " " + one.message())
        .containsExactly(" ", " no", "a.sh it died", "a.sh ");
    assertThat(report.trouble()).isEmpty();
    assertThat(report.execution().millis()).isEqualTo(1_000);
    assertThat(report.execution().exitCode()).isEqualTo(1);
  }

  @Test
  void a_long_message_is_cut() throws Exception {
    writes(
        1,
        "<testsuite><testcase name='a'><failure message='%s'/></testcase><testcase name='b'><failure message='%s'/></testcase></testsuite>"
            .formatted("x".repeat(1_500), "x".repeat(1_501)));

    assertThat(reporting().results())
        .extracting(one -> one.message())
        .containsExactly("x".repeat(1_500), "x".repeat(1_500) + "...");
  }

  @Test
  void a_report_that_breaks_off_is_trouble() throws Exception {
    writes(0, "<testsuite><testcase name='a'/>");

    var report = reporting();

    assertThat(results(report)).containsExactly("PASSED ::a");
    assertThat(trouble(report))
        .singleElement()
        .asString()
        .startsWith("REPORT: the report 'out.xml' cannot be read: ");
  }

  @Test
  void the_exit_code_has_to_go_with_the_report() throws Exception {
    writes(4, "<testsuite><testcase name='a'/></testsuite>");

    assertThat(trouble(reporting()))
        .containsExactly(
            "REPORT: the command ended with exit code 4, but no test of its report failed:");
  }

  @Test
  void a_report_that_did_not_change_is_an_earlier_runs_and_one_of_another_age_is_not()
      throws Exception {
    Files.writeString(folder.resolve("out.xml"), "<testsuite><testcase name='a'/></testsuite>");
    Files.setLastModifiedTime(folder.resolve("out.xml"), FileTime.fromMillis(1_000));
    tools.on("check", 0, "");
    assertThat(trouble(reporting()))
        .containsExactly("REPORT: 'out.xml' is a report of an earlier run");

    writes(0, "<testsuite><testcase name='a'/></testsuite>");
    assertThat(reporting().trouble()).isEmpty();
  }

  private void writes(int code, String report) {
    tools.on(
        "check",
        command -> {
          write(command.folder().resolve("out.xml"), report);
          return PlayedTools.ended(code, "");
        });
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private TestReport reporting() throws InterruptedException {
    return new CommandRun(tools).run(ARGV, new RepoPath("out.xml"), folder, TREE, PATIENCE);
  }
}
