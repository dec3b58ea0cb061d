package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.workspace.Repository.Removal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what runs leave behind: worktrees of ended runs, or everything of one run. */
@Command(
    name = "clean",
    description = {
      "Removes worktrees of ended runs. Branches, evidence and history stay.",
      "With --everything RUN, all of one run goes: branch, refs and history."
    })
final class CleanCommand implements Action {
  @Mixin private RunArgument run = new RunArgument();

  @Option(names = "--everything", description = "Removes all of the run that is named.")
  private boolean everything;

  @Override
  public ExitCode run(Program program) {
    try (var session = program.open()) {
      var store = session.ports().store();
      if (everything) {
        removeAll(program, session, run.named(store));
        return ExitCode.OK;
      }
      for (var record : ended(store.list())) {
        session.repository(record).remove(record.id(), Removal.WORKTREE);
        program.console().print("removed the worktree of " + record.id());
      }
      return ExitCode.OK;
    }
  }

  private static List<RunRecord> ended(List<RunRecord> runs) {
    return runs.stream()
        .filter(
            record -> record.state() == RunState.COMPLETE || record.state() == RunState.INCOMPLETE)
        .toList();
  }

  private static void removeAll(Program program, Program.Session session, RunRecord record) {
    var lock = session.ports().locks().tryAcquire(record.id());
    if (lock.isEmpty()) {
      throw new OperatorException(
          "The run '%s' is being executed by another process.".formatted(record.id()),
          "Interrupt that process first, then run the command again.");
    }
    try (var _ = lock.orElseThrow()) {
      session.repository(record).remove(record.id(), Removal.EVERYTHING);
      session.ports().store().remove(record.id());
      program.console().print("removed everything of " + record.id());
    }
  }
}
