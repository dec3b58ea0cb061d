package dev.autopack.run;

import java.util.function.Function;
import dev.autopack.edit.Tree;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Stratum;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.failure.Failure;
import dev.autopack.governance.GovernanceRequest;
import dev.autopack.manifest.Background;
import dev.autopack.manifest.Batching;
import dev.autopack.manifest.History;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.Foundations;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Preflight;
import dev.autopack.manifest.Scoping;
import dev.autopack.model.Model;
import dev.autopack.output.FormatChoice;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.RunId;
import dev.autopack.policy.Finding;
import dev.autopack.policy.PolicyScope;
import dev.autopack.policy.Risk;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Prepares each attempt of a phase and gets its proposal: manifest, model, budget, calls. */
final class Drafting {
  private final RunId run;
  private final Plan plan;
  private final RunSettings settings;
  private final RunPorts ports;
  private final Workspace workspace;
  private final Function<Tree, FileFacts> sizes;
  private final ManifestMaker manifests;
  private final Models models;
  private final Optional<RepoPath> planFile;
  private final Ledger ledger;
  private final Events events;
  private final Proposing proposing;
  private final Choices choices;
  private final Credit credit;

  Drafting(
      RunId run,
      Plan plan,
      RunSettings settings,
      RunPorts ports,
      RunTools tools,
      Ledger ledger,
      Events events,
      RunCalibration calibration) {
    this(
        run,
        plan,
        settings,
        ports,
        tools,
        ledger,
        events,
        new Choices(UnaryOperator.identity(), tools.policy()::refusals, calibration));
  }

  /**
   * What a rehearsal may have otherwise.
   *
   * @param formats what to make of the format that was chosen
   * @param refusals what is refused of one edit at stream time
   * @param calibration what earlier calls say of estimates
   */
  record Choices(
      UnaryOperator<FormatChoice> formats,
      BiFunction<PolicyScope, FileEdit, List<Finding>> refusals,
      RunCalibration calibration) {}

  Drafting(
      RunId run,
      Plan plan,
      RunSettings settings,
      RunPorts ports,
      RunTools tools,
      Ledger ledger,
      Events events,
      Choices choices) {
    this.run = run;
    this.plan = plan;
    this.settings = settings;
    this.ports = ports;
    this.workspace = tools.workspace();
    this.manifests = new ManifestMaker(Preflight.STANDARD, tools.facts());
    this.sizes = tools.sizes();
    this.models = tools.models();
    this.planFile = tools.planFile();
    this.ledger = ledger;
    this.events = events;
    this.choices = choices;
    this.credit = new Credit(ports.store());
    var open = new HashMap<String, Model>();
    this.proposing =
        new Proposing(
            ports,
            events,
            new BatchTurn(ports, ledger, events, tools),
            credit,
            profile -> open.computeIfAbsent(profile.name(), _ -> models.open(profile)),
            settings.maxPromptTokens());
  }

  /** Names where the phase begins. */
  void checkpoint(Phase phase) throws InterruptedException {
    PhaseTree.checkpoint(ports.journal(), workspace, run, phase.id());
  }

  /** How many attempts the phase may take. */
  int attempts(Phase phase) {
    return phase.limits().attempts().orElse(settings.attemptsPerPhase());
  }

  AttemptKey key(Phase phase, int number) {
    return new AttemptKey(run, phase.id(), number, 0);
  }

  /**
   * Begins an attempt, or finds it begun.
   *
   * @throws NotNow when the run's attempts are used up
   */
  void begin(Phase phase, AttemptKey key) {
    if (find(key).isPresent()) {
      return;
    }
    var begun = ports.store().attempts(run).size();
    var limit = ledger.limits().attempts();
    if (limit.isPresent() && begun >= limit.getAsInt()) {
      throw new NotNow(
          SuspendedBy.BUDGET, "the run has used its %d attempts".formatted(limit.getAsInt()));
    }
    var number = Integer.toString(key.attempt());
    var event =
        new RunEvent(
            "attempt_started",
            Map.of("attempt", number),
            "attempt %s of %d".formatted(number, attempts(phase)));
    ports.store().beginAttempt(run, phase.id(), key.attempt(), event);
    events.show(phase.id(), event);
  }

  private Optional<AttemptRecord> find(AttemptKey key) {
    return ports.store().attempts(run).stream()
        .filter(attempt -> attempt.phase().equals(key.phase()))
        .filter(attempt -> attempt.number() == key.attempt())
        .findFirst();
  }

  /** Writes down why the attempt failed. */
  void end(AttemptKey key, Failure failure) {
    var facts = Map.of("kind", failure.kind().name(), "fingerprint", failure.fingerprint());
    var why = Words.line(failure.digests().getFirst().toString());
    var text = "attempt %d failed: %s".formatted(key.attempt(), why);
    end(key, Optional.of(failure), new RunEvent("attempt_failed", facts, text));
  }

  /** Writes down that the attempt ended in the commit. */
  void end(AttemptKey key, CommitId commit) {
    // Before the attempt's end, so that no attempt has ended without it.
    credit.give(key);
    var text = "attempt %d committed %s".formatted(key.attempt(), commit.abbreviated());
    var facts = Map.of("commit", commit.value());
    end(key, Optional.empty(), new RunEvent("attempt_committed", facts, text));
  }

  private void end(AttemptKey key, Optional<Failure> failure, RunEvent event) {
    ledger.countTime();
    if (find(key).flatMap(AttemptRecord::end).isEmpty()) {
      ports.store().endAttempt(run, key.phase(), key.attempt(), new AttemptEnd(failure), event);
      events.show(key.phase(), event);
    }
  }

  /** Works out what the attempt starts from; pure but for the recorded base and choice. */
  Draft draft(Phase phase, AttemptKey key, List<Failure> history) throws InterruptedException {
    var allowed = ScopeQuestion.allowed(ports.store().answered(run, phase.id()));
    // After a long wait for the answer the head of now is the better base.
    var base = allowed.map(request -> "base in scope " + request.id()).orElse("base");
    var start =
        position(ports.journal().step(key.step(base, CommitId.class), _ -> workspace.head()));
    var now = afterGrant(phase, key).map(this::position).orElse(start);
    var scoping = scope(phase, start, allowed.map(ScopeQuestion::paths));
    var carried = scoping.phase();
    var choice =
        ports
            .journal()
            .step(
                key.step("choose model", ModelChoice.class),
                _ -> {
                  var chosen =
                      ModelChoice.of(plan, settings.models(), settings.lastResortModel(), carried);
                  events.tell(
                      phase.id(),
                      "model_chosen",
                      Map.of("model", chosen.model()),
                      "model %s: %s".formatted(chosen.model(), chosen.reason()));
                  return chosen;
                });
    var profile = models.profile(choice.model());
    var facts = sizes.apply(start.tree());
    var format = chooseFormat(scoping.likelyPhase(), key, facts, profile);
    var output =
        new ManifestMaker.Output(
            facts,
            format.format(),
            format.writing(),
            choices.calibration().factor(stratum(carried, format)));
    var manifest = manifests.make(scoping, start.tree(), output, plan.foundations(phase));
    if (manifest.failedEstimate().isPresent()) {
      warn(key, manifest);
    }
    return new Draft(
        carried,
        manifest,
        start,
        now,
        new Draft.Asking(
            choice,
            output,
            Batching.of(carried.intent(), output, profile.window()).orAtOnce(manifest.estimate()),
            history),
        planGrants(phase),
        planFile);
  }

  /** Told once: the draft is made again whenever the phase is taken up. */
  private void warn(AttemptKey key, Manifest manifest) throws InterruptedException {
    ports
        .journal()
        .step(
            key.step("estimate failed", Done.class),
            _ -> {
              var floor = Long.toString(manifest.estimate().p95());
              events.tell(
                  key.phase(),
                  "estimate_failed",
                  Map.of("reserved", floor),
                  "%s is reserved: %s tokens"
                      .formatted(manifest.failedEstimate().orElseThrow(), floor));
              return Done.DONE;
            });
  }

  private Scoping scope(Phase phase, Draft.Position start, Optional<List<RepoPath>> allowed) {
    var past = PastWork.of(() -> workspace.history(start.commit(), History.MAX_CHANGES));
    var background = new Background(plan.foundations(phase), past, planFile, allowed);
    return manifests.scope(phase, start.tree(), background);
  }

  /** What its estimates miss alike with. */
  static Stratum stratum(Phase phase, FormatChoice format) {
    var writing = format.writing().in(format.format());
    return new Stratum(format.format(), writing, phase.intent().category());
  }

  /** Recorded, so that a reply is gone on with as it was begun. */
  private FormatChoice chooseFormat(
      Phase phase, AttemptKey key, FileFacts facts, ModelProfile profile)
      throws InterruptedException {
    return ports
        .journal()
        .step(
            key.step("choose format", FormatChoice.class),
            _ -> {
              var chosen =
                  choices
                      .formats()
                      .apply(FormatChoice.of(phase.intent(), phase.deliverables(), facts, profile));
              events.tell(
                  phase.id(),
                  "format_chosen",
                  Map.of("format", chosen.format().id(), "writing", chosen.writing().id()),
                  "format %s: %s".formatted(chosen.format().id(), chosen.reason()));
              return chosen;
            });
  }

  /** Where the head was when the attempt's held change was granted. */
  private Optional<CommitId> afterGrant(Phase phase, AttemptKey key) throws InterruptedException {
    var granted =
        ports.store().answered(run, phase.id()).stream()
            .filter(pair -> pair.request().attempt() == key.attempt())
            .filter(RunStore.AnsweredRequest::isGrant)
            .map(RunStore.AnsweredRequest::request)
            .filter(request -> !ScopeQuestion.isAsked(request))
            .map(GovernanceRequest::id)
            .toList();
    if (granted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ports
            .journal()
            .step(
                key.step("base after " + granted.getLast(), CommitId.class),
                _ -> workspace.head()));
  }

  private Draft.Position position(CommitId commit) {
    var tree = workspace.treeOf(commit);
    return new Draft.Position(commit, tree, workspace.read(tree));
  }

  private static List<dev.autopack.governance.Grant> planGrants(Phase phase) {
    var paths = phase.scope().grants();
    return paths.isEmpty()
        ? List.of()
        : List.of(new dev.autopack.governance.Grant("plan", paths, "the plan's author"));
  }

  /** Asks the builder, or finds what it answered. */
  Proposing.Ending propose(AttemptKey key, Draft draft) throws InterruptedException {
    return proposing.propose(key, draft, asking(draft));
  }

  /**
   * Has the builder mend what does not fit between the batches of a proposal.
   *
   * @param changes what the proposal makes of the draft's tree
   * @param failure what the gates said of it
   * @return the proposal with the mending; empty where there is nothing to mend in this way, or
   *     nothing usable came
   */
  Optional<Proposing.Ending.Proposed> align(
      AttemptKey key,
      Draft draft,
      Proposing.Ending.Proposed made,
      ChangeSet changes,
      Failure failure)
      throws InterruptedException {
    var alignment =
        made.batches() > 1
            ? Alignment.of(failure, draft.tree(), changes)
            : Optional.<Alignment>empty();
    return alignment.isEmpty()
        ? Optional.empty()
        : proposing.align(key, draft, narrow(draft, alignment.get()), made, alignment.get());
  }

  private Proposing.Asking asking(Draft draft) {
    var scope = Scopes.of(draft);
    return new Proposing.Asking(
        models.profile(draft.asking().choice().model()),
        attempts(draft.phase()),
        (narrowed, tree) ->
            manifests.make(
                draft.manifest().scoping().about(narrowed),
                tree,
                draft.asking().output(),
                Foundations.of(narrowed, tree, plan.foundations(draft.phase()))),
        edit -> choices.refusals().apply(scope, edit));
  }

  /** Of an alignment, every edit of another file is refused at once. */
  private Proposing.Asking narrow(Draft draft, Alignment alignment) {
    var asking = asking(draft);
    return new Proposing.Asking(
        asking.profile(),
        1,
        asking.narrowed(),
        edit ->
            alignment.files().contains(edit.path())
                ? asking.refusals().apply(edit)
                : List.of(
                    new Finding(
                        "alignment",
                        Finding.Severity.REFUSE,
                        List.of(edit.path()),
                        "'%s': an alignment may only write the files that its findings concern"
                            .formatted(edit.path()),
                        Risk.LOW)));
  }
}
