package dev.autopack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void a_bug_is_called_one_and_shows_where_it_is() {
    var exit = new Commands(new HelplessProgram(out)).run(new String[] {"models"});

    assertThat(exit).isEqualTo(70);
    assertThat(out.toString(UTF_8))
        .startsWith(
            """
            error: This is a bug in Autopack.
             next: Report it with the lines below.
            java.lang.UnsupportedOperationException
            \tat dev.autopack.cli.HelplessProgram.models\
            """);
  }

  @Test
  void what_ctrl_c_broke_is_no_error() {
    Thread.currentThread().interrupt();

    var exit = new Commands(new HelplessProgram(out)).run(new String[] {"models"});

    assertThat(exit).isEqualTo(130);
    assertThat(out.toString(UTF_8)).isEqualTo("interrupted\n");
  }

  @Test
  void an_error_of_many_lines_is_still_two() {
    var printer = new PrintStream(out, true, UTF_8);

    new Console(printer, printer, false).error("one\ntwo\n", "three");

    assertThat(out.toString(UTF_8)).isEqualTo("error: one\n       two\n next: three\n");
  }

  @Test
  void version_belongs_to_the_program_not_to_its_commands() {
    var commands = new Commands(new HelplessProgram(out));

    assertThat(commands.run(new String[] {"--version"})).isZero();
    assertThat(commands.run(new String[] {"status", "--version"})).isEqualTo(2);
    assertThat(out.toString(UTF_8)).contains("autopack ", "'autopack status' has no option");
  }
}
