package dev.autopack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Holds {@code docs/reference/cli.md} and {@code exit-codes.md} to the program. {@code
 * -Dgolden=apply} rewrites them.
 */
class ReferencePagesTest {
  private static final Path PAGES = Path.of("../docs/reference");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  @Test
  void the_page_of_commands_is_what_help_prints() throws IOException {
    var page = new StringBuilder(INTRODUCTION);
    for (var words : commandLines()) {
      page.append("\n## `%s`\n\n```\n".formatted(String.join(" ", words)));
      page.append(help(words)).append("```\n");
    }

    assertPage("cli.md", page.toString());
  }

  @Test
  void the_page_of_exit_codes_is_what_the_program_ends_with() throws IOException {
    var rows =
        Arrays.stream(ExitCode.values())
            .map(code -> "| %d | %s |\n".formatted(code.code(), code.meaning()))
            .collect(Collectors.joining());

    assertPage("exit-codes.md", EXIT_CODES + rows + AFTER_EXIT_CODES);
  }

  @Test
  void every_command_says_in_its_help_what_it_does() {
    for (var words : commandLines()) {
      assertThat(help(words)).as(String.join(" ", words)).contains("--help").doesNotContain("null");
    }
  }

  private static void assertPage(String name, String page) throws IOException {
    if (APPLY) {
      Files.writeString(PAGES.resolve(name), page);
    }
    assertThat(Files.readString(PAGES.resolve(name))).isEqualTo(page);
  }

  private static List<List<String>> commandLines() {
    var all = new ArrayList<List<String>>();
    all.add(List.of("autopack"));
    Commands.ALL.forEach((name, command) -> {
      all.add(List.of("autopack", name));
      new CommandLine(command.get())
          .getSubcommands()
          .keySet()
          .forEach(sub -> all.add(List.of("autopack", name, sub)));
    });
    return all;
  }

  private static String help(List<String> words) {
    var out = new ByteArrayOutputStream();
    var arguments = new ArrayList<>(words.subList(1, words.size()));
    arguments.add("--help");
    var exit = new Commands(new HelplessProgram(out)).run(arguments.toArray(String[]::new));
    assertThat(exit).isZero();
    return out.toString(UTF_8);
  }

  private static final String INTRODUCTION =
      """
      # The command line

      What `--help` prints, command by command. Results go to standard output, everything else to standard error. An error is two lines, `error:` with what is wrong and
      ` next:` with what to do about it; [exit-codes.md](exit-codes.md) says how a command ends.

      `--json` prints JSON, a line a value. Each has `autopack`, the version of its shape, and `kind`. The version rises when a field changes its meaning or goes away;
      fields that are not known should be passed over. Errors are the same two lines on standard error.

      A run is named by its id or the start of it. A command without one means the newest run, but for `clean --everything`.
      """;

  private static final String EXIT_CODES =
      """
      # Exit codes

      | code | meaning |
      |---|---|
      """;

  private static final String AFTER_EXIT_CODES =
      """

      SIGTERM suspends a run as Ctrl-C does, and ends with 143, which no program of a JVM can change. `status`, `report`, `watch` and `approvals` end with 0 however
      the run they show ended; `run` and `resume` end with the run's own code.
      """;
}
