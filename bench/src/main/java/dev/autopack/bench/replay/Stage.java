package dev.autopack.bench.replay;

import java.util.OptionalLong;
import dev.autopack.model.TokenCounter;
import dev.autopack.edit.Tree;
import dev.autopack.edit.RepoPath;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.FileSize;
import dev.autopack.budget.FileFacts;
import dev.autopack.bench.commits.CommitFacts;
import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.replay.ReplayedCommit.Result;
import dev.autopack.budget.Budget;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Price;
import dev.autopack.budget.Writing;
import dev.autopack.builder.PromptedBuilder;
import dev.autopack.code.FactCache;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.Resolution;
import dev.autopack.failure.FailureDigest;
import dev.autopack.gate.QualitySettings;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.model.Model;
import dev.autopack.model.Patience;
import dev.autopack.model.PatientModel;
import dev.autopack.model.langchain.CallTimeouts;
import dev.autopack.model.langchain.LangchainModel;
import dev.autopack.output.FormatChoice;
import dev.autopack.output.UnitReaders;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Policy;
import dev.autopack.process.Command;
import dev.autopack.process.Sandbox;
import dev.autopack.run.CallRecord;
import dev.autopack.run.CallReservation;
import dev.autopack.run.GateTools;
import dev.autopack.run.Models;
import dev.autopack.run.Rehearsal;
import dev.autopack.run.RunEvent;
import dev.autopack.run.RunPorts;
import dev.autopack.run.RunRecord;
import dev.autopack.run.RunSettings;
import dev.autopack.run.RunState;
import dev.autopack.run.RunTools;
import dev.autopack.store.Store;
import dev.autopack.workspace.Setup;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where commits are replayed, one after the other: the product's store, client, builder and batch
 * turn, over trees in memory. One thread at a time.
 */
final class Stage implements AutoCloseable {
  private static final String MODEL = "oracle";
  private static final Duration LONG = Duration.ofMinutes(10);

  private final InstantSource clock = InstantSource.system();
  private final Path home;
  private final Store store;
  private final Oracle oracle;
  private final ModelProfile profile;
  private final Model model;
  private final Optional<Format> format;
  private final int attempts;
  private final Trace trace;
  private final AtomicInteger runs = new AtomicInteger();

  Stage(Path home, Oracle oracle, StageModel kind, Asking asking, Trace trace) {
    this.trace = trace;
    this.home = home;
    this.store = Store.open(home, clock);
    this.oracle = oracle;
    this.profile =
        new ModelProfile(
            MODEL,
            ModelProfile.Provider.ANTHROPIC,
            MODEL,
            Optional.of(oracle.baseUrl()),
            kind.window(),
            kind.framing(),
            Optional.of(
                new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)));
    this.model =
        new PatientModel(
            new LangchainModel(
                profile, Optional.empty(), new CallTimeouts(LONG, LONG, LONG, LONG), clock),
            new Patience(6, Duration.ZERO, Duration.ZERO, LONG),
            (_, _) -> {},
            clock,
            new Random(1));
    this.format = asking.format();
    this.attempts = asking.attempts();
  }

  /** What the catalogue would say of the model. */
  record StageModel(ModelProfile.Window window, ModelProfile.Framing framing) {}

  /**
   * What commits are asked with.
   *
   * @param format empty: what the product chooses
   * @param attempts how many a commit may take
   */
  record Asking(Optional<Format> format, int attempts) {}

  @Override
  public void close() {
    store.close();
  }

  ReplayedCommit replay(Truth truth) throws InterruptedException {
    var commit = truth.commit();
    CommitTree tree;
    try {
      tree = new CommitTree(truth.contents().before());
    } catch (IllegalArgumentException refused) {
      return notReplayable(commit, String.valueOf(refused.getMessage()));
    }
    return switch (PlanReader.read("plan.json", PlanOf.commit(truth))) {
      case Reading.Mistaken<Plan>(_, var mistakes) ->
          notReplayable(commit, mistakes.getFirst().problem());
      case Reading.Read<Plan>(var plan, _) -> replay(truth, plan, tree);
    };
  }

  private static ReplayedCommit notReplayable(Commit commit, String why) {
    return new ReplayedCommit(
        commit, Script.NDJSON, new Result.NotReplayable(why), 0, 0, List.of());
  }

  private ReplayedCommit replay(Truth truth, Plan plan, CommitTree tree)
      throws InterruptedException {
    var run = new RunId("replay-" + runs.incrementAndGet());
    begin(run, plan);
    var rehearsal =
        new Rehearsal(
            run,
            plan,
            new RunPorts(
                store.journal(),
                store.runs(),
                store.artefacts(),
                store.locks(),
                store.records(),
                store.tests()),
            tools(truth.commit(), tree),
            new RunSettings(
                Map.of(), MODEL, attempts, 200_000, LONG, List.of(), QualitySettings.DEFAULT),
            chosen ->
                format
                    .map(asked -> new FormatChoice(asked, Writing.EDITS.in(asked), "asked for"))
                    .orElse(chosen),
            clock);
    var result = told(rehearsal, plan.phases().getFirst(), truth);
    var budgets =
        store.runs().calls(run).stream()
            .map(CallRecord::reservation)
            .filter(
                reservation -> reservation.key().attempt() == 1 && reservation.key().call() == 1)
            .map(CallReservation::budget)
            .toList();
    var script =
        budgets.stream()
            .flatMap(budget -> Script.find(budget.estimate().format().id()).stream())
            .findFirst()
            .orElse(Script.NDJSON);
    var commit = truth.commit();
    var replayed =
        new ReplayedCommit(
            commit,
            script,
            result,
            budgets.stream()
                .findFirst()
                .map(
                    known -> truth.tokens(script, known.estimate().writing(), truth.deliverables()))
                .orElse(0),
            budgets.stream().mapToInt(Budget::maxOutputTokens).sum(),
            oracle.said(commit.sha()));
    store.runs().remove(run);
    return replayed;
  }

  /** A defect of the product's ends its commit, not the measurement. */
  private Result told(Rehearsal rehearsal, Phase phase, Truth truth) throws InterruptedException {
    try {
      return result(truth, rehearsal.tell(phase));
    } catch (RuntimeException ours) {
      return new Result.NotDone("%s at %s".formatted(ours, ours.getStackTrace()[0]));
    }
  }

  private void begin(RunId run, Plan plan) {
    store
        .runs()
        .create(
            new RunRecord(
                run,
                RunState.RUNNING,
                new RunRecord.Sources(home.toString(), plan.name(), "plan.json", "{}", "{}"),
                "0123456789".repeat(4),
                clock.instant(),
                "",
                0),
            plan.phases().stream().map(Phase::id).toList(),
            RunEvent.of("run_created", "a commit to replay"));
    store.runs().own(run, "replay");
  }

  /**
   * The tree holds the touched files alone, so what lay beside a new one is known by the commit's
   * facts, where its file has them.
   */
  static FileFacts sizes(Commit commit, Tree tree) {
    var told = new CommitFacts(commit);
    var here = new TreeFacts(tree, TokenCounter::count);
    return told.isKnown() ? new ToldFacts(here, told) : here;
  }

  /** Sizes as the files have them, and siblings as the commit's facts do. */
  private record ToldFacts(FileFacts here, FileFacts told) implements FileFacts {
    @Override
    public Optional<FileSize> size(RepoPath path) {
      return here.size(path);
    }

    @Override
    public OptionalLong siblingsMedian(RepoPath path) {
      return told.siblingsMedian(path);
    }
  }

  private RunTools tools(Commit commit, CommitTree tree) {
    return new RunTools(
        new StillWorkspace(tree),
        new OneModel(profile, model),
        new PromptedBuilder(UnitReaders::of),
        new Policy(List.of()),
        noGates(),
        Optional.empty(),
        new FactCache(),
        files -> sizes(commit, files),
        List.of());
  }

  /** Nothing is checked here, so nothing is ever run. */
  private GateTools noGates() {
    return new GateTools(
        new TestRuns(List.of()),
        (task, _) -> {
          throw new IllegalStateException("no gate runs " + task.argv());
        },
        new Setup(
            command -> {
              throw new IllegalStateException("nothing is set up by " + command.argv());
            },
            new Setup.Options(
                List.of(), List.of(), Map.of(), new Command.Bounds(LONG, LONG, 1_000)),
            home.resolve("setup")),
        home.resolve("reports"),
        new TestToolchain.Patience(LONG, LONG),
        List.of(),
        evidence -> evidence.toString().getBytes(StandardCharsets.UTF_8),
        new Sandbox.Strength(false, "none"));
  }

  private record OneModel(ModelProfile profile, Model model) implements Models {
    @Override
    public ModelProfile profile(String name) {
      return profile;
    }

    @Override
    public Model open(ModelProfile asked) {
      return model;
    }
  }

  private Result result(Truth truth, Rehearsal.Outcome outcome) {
    return switch (outcome) {
      case Rehearsal.Outcome.Unfit(var objections) ->
          new Result.NotReplayable(objections.getFirst().text());
      case Rehearsal.Outcome.Failed(var failure) ->
          new Result.NotDone("%s: %s".formatted(failure.kind(), texts(failure.digests())));
      case Rehearsal.Outcome.Suspended(var why) -> new Result.NotDone("suspended: " + why);
      case Rehearsal.Outcome.Conflicting(var problems) ->
          new Result.NotDone(
              "CONFLICT: "
                  + String.join(" | ", problems.stream().map(Resolution.Problem::text).toList()));
      case Rehearsal.Outcome.Proposed(var changes) -> compared(truth, changes);
    };
  }

  private static String texts(List<FailureDigest> digests) {
    return String.join(" | ", digests.stream().map(FailureDigest::text).toList());
  }

  private Result compared(Truth truth, ChangeSet changes) {
    var tree = new TreeMap<>(truth.contents().before());
    for (var change : changes.changes()) {
      change
          .after()
          .ifPresentOrElse(
              text -> tree.put(change.path().value(), text),
              () -> tree.remove(change.path().value()));
    }
    var wanted = new TreeMap<>(truth.contents().after());
    if (tree.equals(wanted)) {
      return new Result.Exact();
    }
    var differing =
        Stream.concat(tree.keySet().stream(), wanted.keySet().stream())
            .distinct()
            .filter(path ->
                !Optional.ofNullable(tree.get(path)).equals(Optional.ofNullable(wanted.get(path))))
            .toList();
    var traced = trace.in(truth.commit().sha());
    for (var path : differing) {
      traced.write("wanted/" + path, wanted.getOrDefault(path, ""));
      traced.write("made/" + path, tree.getOrDefault(path, ""));
    }
    return new Result.Wrong("other than the commit's: " + String.join(", ", differing));
  }
}
