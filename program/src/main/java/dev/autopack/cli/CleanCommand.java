package dev.autopack.cli;

import dev.autopack.error.OperatorException;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunState;
import dev.autopack.run.Words;
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
      var ended = run.isNamed() ? List.of(ended(run.named(store))) : ended(store.list());
      ended.forEach(record -> removeWorktree(program, session, record));
      if (ended.isEmpty()) {
        program.console().say("No run has ended, so there is nothing to remove.");
      }
      return ExitCode.OK;
    }
  }

  private static void removeWorktree(Program program, Program.Session session, RunRecord record) {
    try {
      session.repository(record).remove(record.id(), Removal.WORKTREE);
      program.console().print("removed the worktree of " + record.id());
    } catch (OperatorException gone) {
      // One repository that was moved away must not keep the others' worktrees on the disk.
      program.console().say("skipped %s: %s".formatted(record.id(), gone.getMessage()));
    }
  }

  private static RunRecord ended(RunRecord record) {
    if (!hasEnded(record)) {
      throw new OperatorException(
          "The run '%s' is %s and needs its worktree."
              .formatted(record.id(), Words.of(record.state())),
          "Go on with it: autopack resume %1$s. Or remove all of it: autopack clean --everything %1$s"
              .formatted(record.id()));
    }
    return record;
  }

  private static List<RunRecord> ended(List<RunRecord> runs) {
    return runs.stream().filter(CleanCommand::hasEnded).toList();
  }

  private static boolean hasEnded(RunRecord record) {
    return record.state() == RunState.COMPLETE || record.state() == RunState.INCOMPLETE;
  }

  private static void removeAll(Program program, Program.Session session, RunRecord record) {
    var lock = session.ports().locks().tryAcquire(record.id());
    if (lock.isEmpty()) {
      throw new OperatorException(
          "The run '%s' is being executed by another process.".formatted(record.id()),
          "Interrupt that process first, then run the command again.");
    }
    try (var _ = lock.orElseThrow()) {
      session.forget(record);
      program.console().print("removed everything of " + record.id());
    }
  }
}
