package dev.autopack.gate.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestReport.Kind;
import dev.autopack.gate.TestToolchain.Patience;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.testing.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private TestReport run(String script) throws InterruptedException {
    return run(new Patience(MINUTE, MINUTE), "sh", "-c", script);
  }

  private TestReport run(Patience patience, String... argv) throws InterruptedException {
    return new CommandRun(Checkout.runner()).run(List.of(argv), folder, patience);
  }
}
