package dev.autopack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import dev.autopack.error.TransientException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line: finds the command, runs it, and maps every ending to its exit code.
 *
 * <p>Only the command that the first argument names is loaded, for a quick start.
 */
public final class Commands {
  static final Map<String, Supplier<Object>> ALL = all();

  /** Only the program as a whole has a version. */
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .usageHelp(true)
          .description("Show this help message and exit.")
          .build();

  private final Program program;

  public Commands(Program program) {
    this.program = program;
  }

  private static Map<String, Supplier<Object>> all() {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("init", InitCommand::new);
    all.put("plan", PlanCommand::new);
    all.put("run", RunCommand::new);
    all.put("resume", ResumeCommand::new);
    all.put("status", StatusCommand::new);
    all.put("watch", WatchCommand::new);
    all.put("report", ReportCommand::new);
    all.put("stats", StatsCommand::new);
    all.put("verify", VerifyCommand::new);
    all.put("land", LandCommand::new);
    all.put("approvals", ApprovalsCommand::new);
    all.put("approve", AnswerCommand.Approve::new);
    all.put("deny", AnswerCommand.Deny::new);
    all.put("rollback", RollbackCommand::new);
    all.put("clean", CleanCommand::new);
    all.put("tests", TestsCommand::new);
    all.put("policy", PolicyCommand::new);
    all.put("models", ModelsCommand::new);
    all.put("demo", DemoCommand::new);
    return all;
  }

  /** Runs one command line and returns its exit code. */
  public int run(String[] arguments) {
    var line = commandLine(arguments);
    line.setOut(new java.io.PrintWriter(program.console().out(), true, UTF_8));
    line.setErr(new java.io.PrintWriter(program.console().err(), true, UTF_8));
    line.setParameterExceptionHandler((mistake, _) -> ending(mistake).code());
    line.setExecutionExceptionHandler((problem, _, _) -> ending(problem).code());
    return line.execute(arguments);
  }

  private CommandLine commandLine(String[] arguments) {
    var root = wrap(new CommandLine(new Root()));
    var named = Arrays.stream(arguments).filter(ALL::containsKey).findFirst();
    // Anything but a known command as the first word is help or a mistake: then all are listed.
    if (named.isPresent() && named.orElseThrow().equals(arguments[0])) {
      add(root, arguments[0]);
    } else {
      ALL.keySet().forEach(name -> add(root, name));
    }
    return root;
  }

  private void add(CommandLine root, String name) {
    var command = Optional.ofNullable(ALL.get(name)).orElseThrow().get();
    root.addSubcommand(name, wrap(new CommandLine(command)));
  }

  /** Gives a command and its subcommands a help option and something to execute. */
  private CommandLine wrap(CommandLine line) {
    if (!(line.getCommand() instanceof Root)) {
      line.getCommandSpec().addOption(HELP);
    }
    line.getSubcommands().values().forEach(this::wrap);
    line.setExecutionStrategy(parsed -> execute(parsed));
    return line;
  }

  private int execute(CommandLine.ParseResult parsed) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    var last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec spec = last.commandSpec();
    if (!(spec.userObject() instanceof Action action) || action instanceof Root) {
      spec.commandLine().usage(program.console().err());
      return ExitCode.USAGE.code();
    }
    try {
      return action.run(program).code();
    } catch (Exception | StackOverflowError | OutOfMemoryError problem) {
      return ending(problem).code();
    }
  }

  private ExitCode ending(Throwable problem) {
    // A file or a lock that Ctrl-C closed says only that; the person knows why.
    if (Thread.interrupted() || problem instanceof InterruptedException) {
      program.console().say("interrupted");
      return ExitCode.INTERRUPTED;
    }
    return switch (problem) {
      case OperatorException wrong -> {
        program.console().error(String.valueOf(wrong.getMessage()), wrong.nextStep());
        yield ExitCode.USAGE;
      }
      case EnvironmentException wrong -> {
        program.console().error(String.valueOf(wrong.getMessage()), wrong.nextStep());
        yield ExitCode.ENVIRONMENT;
      }
      case TransientException wrong -> {
        program
            .console()
            .error(String.valueOf(wrong.getMessage()), "Try the same command again in a while.");
        yield ExitCode.ENVIRONMENT;
      }
      case CommandLine.ParameterException wrong -> {
        var mistake = UsageMistake.of(wrong, ALL.keySet());
        program.console().error(mistake.problem(), mistake.nextStep());
        yield ExitCode.USAGE;
      }
      default -> {
        program.console().error("This is a bug in Autopack.", "Report it with the lines below.");
        problem.printStackTrace(program.console().err());
        yield ExitCode.BUG;
      }
    };
  }

  /** The root command: shows the usage when no other command is named. */
  @Command(
      name = "autopack",
      mixinStandardHelpOptions = true,
      versionProvider = BuildVersion.class,
      description = "Drives models through a plan and believes only executed checks.")
  static final class Root implements Action {
    @Override
    public ExitCode run(Program program) {
      return ExitCode.USAGE;
    }
  }
}
