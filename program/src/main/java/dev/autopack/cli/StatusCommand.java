package dev.autopack.cli;

import dev.autopack.plan.RunId;
import dev.autopack.run.PhaseRecord;
import dev.autopack.run.PhaseState;
import dev.autopack.run.Report;
import dev.autopack.run.RunLocks;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import dev.autopack.run.StoredEvent;
import dev.autopack.run.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where a run stands and how old its last event is. */
@Command(name = "status", description = "Says where a run stands, and since when.")
final class StatusCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Option(names = "--all", description = "Lists every run, a line each.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var store = session.ports().store();
      if (all) {
        var runs = store.list();
        runs.forEach(record -> program.console().print(line(program, session, record)));
        if (runs.isEmpty()) {
          program.console().say("There is no run yet.");
        }
        return ExitCode.OK;
      }
      var record = run.find(store);
      if (json) {
        program.console().print(line(program, session, record));
      } else {
        text(program, session, record);
      }
      return ExitCode.OK;
    }
  }

  static boolean isExecuting(Program.Session session, RunId run) {
    var lock = session.ports().locks().tryAcquire(run);
    lock.ifPresent(RunLocks.Held::close);
    return lock.isEmpty();
  }

  private void text(Program program, Program.Session session, RunRecord record) {
    var store = session.ports().store();
    program.console().print(line(program, session, record));
    if (record.state() == RunState.RUNNING && !isExecuting(session, record.id())) {
      program
          .console()
          .print("  no process executes it; go on with: autopack resume " + record.id());
    }
    for (var phase : store.phases(record.id())) {
      program
          .console()
          .print(
              "  %-18s %-24s %s"
                  .formatted(Words.of(phase.state()), phase.id(), brief(phase))
                  .stripTrailing());
    }
    new Report(store, record)
        .needs()
        .forEach(need -> program.console().print("needs you: " + Execution.plain(need)));
  }

  private static String brief(PhaseRecord phase) {
    var first = phase.reason().lines().findFirst().orElse("");
    if (first.isEmpty()) {
      return first;
    }
    if (phase.state() == PhaseState.COMPLETE) {
      return "commit " + first.substring(0, Math.min(first.length(), 10));
    }
    if (phase.state() == PhaseState.AWAITING_APPROVAL) {
      return "request " + first;
    }
    return first.length() <= 100 ? first : first.substring(0, 99) + "…";
  }

  private String line(Program program, Program.Session session, RunRecord record) {
    var store = session.ports().store();
    return json
        ? Json.line("status", fields(program, store, record, isExecuting(session, record.id())))
        : "%s: %s, last event %s"
            .formatted(record.id(), Words.of(record.state()), age(program, store, record));
  }

  private static Map<String, Object> fields(
      Program program, RunStore store, RunRecord record, boolean executing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", record.id().value());
    fields.put("state", record.state().name());
    fields.put("executing", executing);
    fields.put("started", record.started().toString());
    last(store, record)
        .ifPresent(event -> {
          fields.put("last_event_at", event.at().toString());
          fields.put(
              "last_event_age_seconds",
              Duration.between(event.at(), program.clock().instant()).toSeconds());
          fields.put("last_event", event.event().text());
        });
    fields.put("phases", store.phases(record.id()).stream().map(Execution::fields).toList());
    return fields;
  }

  private static Optional<StoredEvent> last(RunStore store, RunRecord record) {
    List<StoredEvent> events = store.events(record.id(), 0, Integer.MAX_VALUE);
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
  }

  private static String age(Program program, RunStore store, RunRecord record) {
    return last(store, record)
        .map(event ->
            "%s ago: %s"
                .formatted(
                    Ages.show(Duration.between(event.at(), program.clock().instant())),
                    event.event().text().lines().findFirst().orElse("")))
        .orElse("never");
  }
}
