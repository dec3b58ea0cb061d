package dev.autopack.cli;

import dev.autopack.error.EnvironmentException;
import dev.autopack.plan.Limits;
import dev.autopack.run.PhaseRecord;
import dev.autopack.run.PhaseState;
import dev.autopack.run.Report;
import dev.autopack.run.RunCheck;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunExecutor;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Executes a run in front of a person or a program, and says how it ended. */
final class Execution {
  private Execution() {}

  /** Puts a person's limits over those of the run's plan. */
  static void raiseLimits(Program program, Program.Session session, RunRecord run, Limits limits) {
    if (!limits.equals(Limits.NONE)) {
      session
          .ports()
          .store()
          .raiseLimits(
              run.id(), limits, RunEvent.of("limits_raised", program.person() + " set limits"));
    }
  }

  /** Looks at what can be known beforehand, prints it, and says whether the run can go on. */
  static boolean check(Program program, RunExecutor executor, Live live, boolean json)
      throws InterruptedException {
    var check = live.duringCheck(executor::check);
    show(program, check, json);
    return check.lines().stream().noneMatch(line -> line.mark() == RunCheck.Mark.FAIL);
  }

  /** Goes as far as the run goes, and says how it ended. */
  static ExitCode execute(
      Program program,
      Program.Session session,
      RunRecord run,
      RunExecutor executor,
      Live live,
      boolean json)
      throws InterruptedException {
    RunState state;
    try {
      state = executor.execute();
    } catch (InterruptedException e) {
      live.finish();
      sayResume(program, run);
      throw e;
    } catch (RuntimeException e) {
      live.finish();
      throw orInterrupted(program, run, executor, e);
    }
    live.finish();
    return end(program, session, run, state, json);
  }

  /** Ctrl-C can also break a connection or a file; the run is suspended all the same. */
  private static RuntimeException orInterrupted(
      Program program, RunRecord run, RunExecutor executor, RuntimeException broken)
      throws InterruptedException {
    if (Thread.interrupted()) {
      executor.suspend("interrupted by a person");
      sayResume(program, run);
      throw new InterruptedException();
    }
    return broken;
  }

  /** A person stopped it: nothing is lost, and this is how it goes on. */
  static void sayResume(Program program, RunRecord run) {
    program.console().say("Go on with: autopack resume " + run.id());
  }

  /** Prints what the check found. */
  static void show(Program program, RunCheck check, boolean json) {
    for (var line : check.lines()) {
      if (json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", line.name());
        fields.put("mark", line.mark().name());
        fields.put("text", line.text());
        program.console().print(Json.line("check", fields));
      } else {
        program.console().say("  %-4s %-12s %s".formatted(line.mark(), line.name(), line.text()));
      }
    }
  }

  private static ExitCode end(
      Program program, Program.Session session, RunRecord run, RunState state, boolean json) {
    var store = session.ports().store();
    var report = new Report(store, store.find(run.id()).orElseThrow());
    var file = write(session.folder(run.id()).resolve("report.md"), report.markdown());
    var phases = store.phases(run.id());
    var code = code(state, phases);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("run", run.id().value());
      fields.put("state", state.name());
      fields.put("verdict", report.verdict());
      fields.put("phases", phases.stream().map(Execution::fields).toList());
      fields.put("needs", report.needs());
      fields.put("report", file.toString());
      fields.put("exit", code.code());
      program.console().print(Json.line("result", fields));
    } else {
      program.console().print(report.verdict());
      report.needs().forEach(need -> program.console().print("needs you: " + plain(need)));
      program.console().print("report: " + file);
    }
    return code;
  }

  /** Markdown's marks for code, as a terminal shows them best. */
  static String plain(String markdown) {
    return markdown.replace('`', '\'');
  }

  static Map<String, Object> fields(PhaseRecord phase) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", phase.id().value());
    fields.put("state", phase.state().name());
    fields.put("attempts", phase.attempts());
    fields.put("reason", phase.reason());
    return fields;
  }

  /** Failed before waiting, where both hold. */
  static ExitCode code(RunState state, List<PhaseRecord> phases) {
    var failed =
        phases.stream()
            .anyMatch(
                phase -> phase.state() == PhaseState.FAILED || phase.state() == PhaseState.BLOCKED);
    if (failed) {
      return ExitCode.FAILED;
    }
    return switch (state) {
      case COMPLETE -> ExitCode.OK;
      case INCOMPLETE -> ExitCode.FAILED;
      case RUNNING, WAITING, SUSPENDED -> ExitCode.WAITING;
    };
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The report cannot be written to '%s': %s".formatted(file, e.getMessage()),
          "Make room or set AUTOPACK_HOME, then run: autopack report",
          e);
    }
  }
}
