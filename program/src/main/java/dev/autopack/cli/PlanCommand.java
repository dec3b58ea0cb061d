package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.run.Forecast;
import dev.autopack.run.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a plan, and looks at one without running it. */
@Command(
    name = "plan",
    description = "Makes a plan, or looks at one without running it.",
    subcommands = {
      PlanNewCommand.class,
      PlanCommand.Check.class,
      PlanCommand.Explain.class,
      PlanMarkdownCommand.class,
      PlanCommand.Schema.class
    })
final class PlanCommand {
  /** Says every mistake of a plan, and each question a person would be asked. */
  @Command(
      name = "check",
      description = "Says every mistake of a plan, and each question a person would be asked.")
  static final class Check implements Action {
    @Parameters(paramLabel = "PLAN", description = "The plan, as YAML or JSON.")
    private @Nullable Path plan;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public ExitCode run(Program program) {
      return of(program, Optional.ofNullable(plan).orElseThrow(), json);
    }

    /** Prints what is to be said of the plan; whether it could be run. */
    static ExitCode of(Program program, Path plan, boolean json) {
      var prepared = program.prepare(new Program.PlanSource.File(plan));
      var forecast = program.forecast(prepared);
      var asks = forecast.phases().stream().flatMap(phase -> phase.asks().stream()).toList();
      var problems = forecast.problems();
      if (json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("plan", prepared.plan().name());
        fields.put("phases", prepared.plan().phases().size());
        fields.put("warnings", warnings(prepared, forecast));
        fields.put("asks", asks);
        fields.put("problems", problems);
        program.console().print(Json.line("plan_check", fields));
      } else {
        problems.forEach(problem -> program.console().print("problem: " + problem));
        warnings(prepared, forecast).forEach(line -> program.console().print("warning: " + line));
        asks.forEach(ask -> program.console().print("will ask: " + ask));
        program
            .console()
            .print(
                "%s: %s, %s, %s"
                    .formatted(
                        prepared.plan().name(),
                        Words.count(prepared.plan().phases().size(), "phase"),
                        problems.isEmpty() ? "no mistake" : Words.count(problems.size(), "problem"),
                        asks.isEmpty()
                            ? "asks nothing"
                            : "will ask " + Words.count(asks.size(), "time")));
      }
      return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static List<String> warnings(Program.Prepared prepared, Forecast forecast) {
      var all = new java.util.ArrayList<>(prepared.warnings());
      all.addAll(forecast.warnings());
      return all;
    }
  }

  /** Prints each phase's scope, budget, cost and gates, spending nothing. */
  @Command(
      name = "explain",
      description = "Prints each phase's scope, budget, cost and gates, spending nothing.")
  static final class Explain implements Action {
    @Parameters(paramLabel = "PLAN", description = "The plan, as YAML or JSON.")
    private @Nullable Path plan;

    @Option(names = "--json", description = "Prints a JSON line a phase.")
    private boolean json;

    @Override
    public ExitCode run(Program program) {
      var prepared =
          program.prepare(new Program.PlanSource.File(Optional.ofNullable(plan).orElseThrow()));
      var forecast = program.forecast(prepared);
      if (json) {
        forecast
            .phases()
            .forEach(phase -> program.console().print(Json.line("phase", phase.facts())));
        program.console().print(Json.line("forecast", forecast.facts()));
      } else {
        forecast.lines().forEach(program.console()::print);
        program.console().print("sandbox: " + program.sandbox(prepared));
      }
      return forecast.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
  }

  /** Prints the JSON Schema of plans, for editors. */
  @Command(name = "schema", description = "Prints the JSON Schema of plans, for editors.")
  static final class Schema implements Action {
    @Override
    public ExitCode run(Program program) {
      try (var schema = dev.autopack.plan.Plan.class.getResourceAsStream("plan.schema.json")) {
        var text = Optional.ofNullable(schema).orElseThrow().readAllBytes();
        program.console().print(new String(text, StandardCharsets.UTF_8).stripTrailing());
        return ExitCode.OK;
      } catch (IOException e) {
        throw new EnvironmentException(
            "The plan's schema cannot be read: " + e.getMessage(), "Build Autopack again.", e);
      }
    }
  }
}
