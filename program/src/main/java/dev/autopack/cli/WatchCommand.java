package dev.autopack.cli;

import dev.autopack.plan.RunId;
import dev.autopack.run.RunState;
import dev.autopack.run.RunStore;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Follows a run's events from any terminal until nothing executes it any more. */
@Command(name = "watch", description = "Follows a run's events until it stops.")
final class WatchCommand implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int PAGE = 500;

  /** Looking takes the run's lock for an instant, so it is not done at every turn. */
  private static final int PAUSES_PER_LOOK = 10;

  @Mixin private RunArgument run = new RunArgument();

  @Option(names = "--json", description = "Prints events as JSON Lines.")
  private boolean json;

  @Option(names = "--once", description = "Prints what has happened so far and stops.")
  private boolean once;

  @Override
  public ExitCode run(Program program) throws InterruptedException {
    try (var session = program.open()) {
      var store = session.ports().store();
      var id = run.find(store).id();
      long seen = 0;
      for (int idle = 0; ; ) {
        var before = seen;
        seen = print(program, store, id, seen);
        if (seen > before) {
          idle = 0;
          continue;
        }
        if (once || store.find(id).orElseThrow().state() != RunState.RUNNING) {
          return ExitCode.OK;
        }
        if (idle % PAUSES_PER_LOOK == 0 && !StatusCommand.isExecuting(session, id)) {
          program
              .console()
              .say("No process executes it any more; go on with: autopack resume " + id);
          return ExitCode.OK;
        }
        idle++;
        Thread.sleep(PAUSE);
      }
    }
  }

  private long print(Program program, RunStore store, RunId id, long after) {
    var last = after;
    for (var stored : store.events(id, after, PAGE)) {
      program
          .console()
          .print(
              json
                  ? Live.line(stored.at(), stored.phase(), stored.event())
                  : Live.text(stored.at(), stored.phase(), stored.event()));
      last = stored.sequence();
    }
    return last;
  }
}
