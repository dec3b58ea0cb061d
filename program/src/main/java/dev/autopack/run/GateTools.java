package dev.autopack.run;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.Evidence;
import dev.autopack.gate.SyntaxCheck;
import dev.autopack.gate.TestReport;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.process.Sandbox;
import dev.autopack.workspace.Setup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What gates execute with.
 *
 * @param reports a folder outside every worktree for what test tools write
 * @param syntax what tells whether data files are well formed
 * @param writer how evidence becomes bytes
 * @param sandbox what holds all that is executed
 */
public record GateTools(
    TestRuns tests,
    CommandGate command,
    Setup setup,
    Path reports,
    TestToolchain.Patience patience,
    List<SyntaxCheck> syntax,
    Function<Evidence, byte[]> writer,
    Sandbox.Strength sandbox) {
  public GateTools {
    syntax = List.copyOf(syntax);
  }

  /** Runs a command that a plan declares. */
  @FunctionalInterface
  public interface CommandGate {
    TestReport run(Task task, TestToolchain.Patience patience) throws InterruptedException;

    /**
     * What is to be run.
     *
     * @param report the JUnit XML that the command writes, relative to the folder
     * @param tree the files of the folder
     */
    record Task(List<String> argv, Optional<RepoPath> report, Path folder, Tree tree) {
      public Task {
        argv = List.copyOf(argv);
      }
    }
  }
}
