package dev.autopack.cli;

import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.PlanDraft;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.run.Forecast;
import dev.autopack.run.Land;
import dev.autopack.run.RunExecutor;
import dev.autopack.run.RunPorts;
import dev.autopack.run.RunRecord;
import dev.autopack.run.Verification;
import dev.autopack.workspace.Repository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the commands work with; the program wires it and tests may replace it. */
public interface Program {
  Console console();

  InstantSource clock();

  /** The folder the command was started in. */
  Path folder();

  /** Who answers on this command line, for the record. */
  String person();

  /** The repository round the folder, read only. */
  Repository repository();

  /** Reads and checks everything a run of this plan would need, without starting it. */
  Prepared prepare(PlanSource source);

  /** What a plan would touch, ask and cost; nothing is spent. */
  Forecast forecast(Prepared prepared);

  /** What a run of this plan would execute tests and setup in: a clause. */
  String sandbox(Prepared prepared);

  /**
   * A plan drafted from the words of a goal, for a person to correct; nothing is spent.
   *
   * @throws dev.autopack.error.OperatorException where the repository says too little of it
   */
  PlanDraft draft(String goal);

  /**
   * What the rules say of a path, a line each.
   *
   * @param plan judged in the scope of its phases; else with everything in scope
   */
  List<String> explain(RepoPath path, Optional<Path> plan);

  /** Every model that is known, by name. */
  List<ModelProfile> models();

  /** Shows the program at work; whether all ended as it should. */
  boolean demo() throws InterruptedException;

  /** Opens the state under {@code AUTOPACK_HOME}. */
  Session open();

  /** The plan as a file, or made of a goal and its deliverables. */
  sealed interface PlanSource {
    record File(Path path) implements PlanSource {}

    record Goal(String goal, List<String> deliverables, Optional<String> validationCommand)
        implements PlanSource {}
  }

  /** A plan that could be run now. */
  record Prepared(
      Plan plan, List<String> warnings, RunRecord.Sources sources, Repository repository) {
    public Prepared {
      warnings = List.copyOf(warnings);
    }
  }

  /** The state, open. */
  interface Session extends AutoCloseable {
    RunPorts ports();

    /** Writes down a new run; nothing is executed yet. */
    RunRecord start(Prepared prepared);

    /** Removes all of a run: worktree, branch, refs, files and history. */
    void forget(RunRecord run);

    /**
     * What executes the run.
     *
     * @param onlooker is shown each event as it happens
     */
    RunExecutor executor(RunRecord run, RunExecutor.Onlooker onlooker);

    /**
     * The repository that a run was started from.
     *
     * @throws dev.autopack.error.OperatorException when it is not there any more
     */
    Repository repository(RunRecord run);

    /**
     * What checks evidence in a repository, its own runs' or others'.
     *
     * @param progress is told in a sentence what begins
     */
    Verification verification(Repository repository, Consumer<String> progress);

    /** What puts a run's commits onto a branch. */
    Land land(RunRecord run, Consumer<String> progress);

    /** Where a run's files lie under {@code AUTOPACK_HOME}: report and logs. */
    Path folder(RunId run);

    @Override
    void close();
  }
}
