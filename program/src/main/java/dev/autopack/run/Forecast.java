package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.FileFacts;
import dev.autopack.code.FactCache;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.gate.TestRuns;
import dev.autopack.gate.TestToolchain;
import dev.autopack.manifest.Background;
import dev.autopack.manifest.Batch;
import dev.autopack.manifest.Batching;
import dev.autopack.manifest.History;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Objection;
import dev.autopack.manifest.Preflight;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.FormatChoice;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Policy;
import dev.autopack.workspace.PastCommit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a plan would touch, ask and cost, worked out without spending anything. */
public record Forecast(
    Plan plan, List<PhaseForecast> phases, List<String> problems, List<String> warnings) {
  public Forecast {
    phases = List.copyOf(phases);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a run would begin with.
   *
   * @param past what was changed before
   * @param tests what would run the tests
   * @param facts what is known of the sources
   * @param sizes what estimates ask about the files of a tree
   * @param calibration what earlier calls say of estimates
   */
  public record Start(
      Tree tree,
      History past,
      TestRuns tests,
      FactCache facts,
      Function<Tree, FileFacts> sizes,
      RunCalibration calibration) {
    /** The tree of a commit and what led to it. */
    public static Start of(
        Tree tree,
        Supplier<List<PastCommit>> commits,
        TestRuns tests,
        FactCache facts,
        Function<Tree, FileFacts> sizes,
        RunCalibration calibration) {
      return new Start(tree, PastWork.of(commits), tests, facts, sizes, calibration);
    }

    /** The kinds of tests that are there. */
    private List<String> toolchains(Plan plan) {
      return tests.detect(tree, PhaseGates.namedTests(plan)).stream()
          .map(TestToolchain::id)
          .toList();
    }
  }

  /** Looks at every phase as if the tree were the one it starts from. */
  public static Forecast of(
      Plan plan,
      Start start,
      RunSettings settings,
      Models models,
      Policy policy,
      Optional<RepoPath> planFile) {
    // The vocabulary is loaded while the tree is read.
    Thread.ofVirtual().start(() -> TokenCounter.count(""));
    var tree = start.tree();
    var toolchains = start.toolchains(plan);
    var objections = new ArrayList<Objection>();
    var carriedOut = new ArrayList<Phase>();
    // Also those that only a later attempt would choose: better told now than at night.
    Stream.of(plan.models(), settings.models())
        .flatMap(byRole -> byRole.values().stream())
        .flatMap(List::stream)
        .distinct()
        .forEach(models::profile);
    var auditor = ModelChoice.auditor(plan, settings.models()).map(models::profile);
    var quality = quality(settings, auditor);
    var maker = new ManifestMaker(Preflight.STANDARD, start.facts());
    var facts = start.sizes().apply(tree);
    var phases = new ArrayList<PhaseForecast>();
    for (var written : plan.phases()) {
      var background =
          new Background(plan.foundations(written), start.past(), planFile, Optional.empty());
      var scoping = maker.scope(written, tree, background);
      var phase = scoping.phase();
      carriedOut.add(phase);
      objections.addAll(scoping.objections());
      var choice = ModelChoice.of(plan, settings.models(), settings.lastResortModel(), phase);
      var profile = models.profile(choice.model());
      var likely = scoping.likelyPhase();
      var format = FormatChoice.of(likely.intent(), likely.deliverables(), facts, profile);
      var output =
          new ManifestMaker.Output(
              facts,
              format.format(),
              format.writing(),
              start.calibration().factor(Drafting.stratum(phase, format)));
      var manifest = maker.make(scoping, tree, output, plan.foundations(written));
      var budget = Budget.covering(manifest.estimate(), phase.intent(), profile.window());
      phases.add(
          new PhaseForecast(
              phase,
              manifest,
              Batching.of(phase.intent(), output, profile.window())
                  .orAtOnce(manifest.estimate())
                  .divide(phase.deliverables(), manifest.dependencies()),
              choice,
              profile,
              format,
              budget,
              phase.limits().attempts().orElse(settings.attemptsPerPhase()),
              settings.maxPromptTokens(),
              toolchains,
              quality,
              auditor,
              asks(phase, manifest, policy, planFile)));
    }
    objections.addAll(0, Preflight.STANDARD.check(plan.withPhases(carriedOut), tree));
    return new Forecast(
        plan,
        phases,
        texts(objections, Objection.Severity.ERROR),
        texts(objections, Objection.Severity.WARNING));
  }

  private static String quality(RunSettings settings, Optional<ModelProfile> auditor) {
    var asked = settings.quality();
    return "coverage may fall by %d points%s; lint %s; %s"
        .formatted(
            asked.coverageFall(),
            asked.changedLines() == 0
                ? ""
                : ", %d %% of the changed lines".formatted(asked.changedLines()),
            asked.lint().isEmpty() ? "off" : "by " + String.join(" ", asked.lint()),
            auditor
                .map(profile -> "audit by " + profile.name())
                .orElse("audit off, no auditor is configured"));
  }

  private static List<String> texts(List<Objection> objections, Objection.Severity severity) {
    return objections.stream()
        .filter(objection -> objection.severity() == severity)
        .map(objection -> objection.problem() + " " + objection.nextStep())
        .toList();
  }

  private static List<String> asks(
      Phase phase, Manifest manifest, Policy policy, Optional<RepoPath> planFile) {
    var scope = Scopes.of(phase, manifest, planFile);
    var scoping = manifest.scoping();
    var whether =
        scoping.asks() && !scoping.write().isEmpty()
            ? Stream.of(scoping.question())
            : Stream.<String>empty();
    var rules =
        manifest.write().stream()
            .map(Manifest.ScopedPath::path)
            .flatMap(path -> policy.explain(path, scope).stream())
            .filter(finding -> finding.severity() != Finding.Severity.NOTIFY)
            .map(finding -> "phase %s: %s".formatted(phase.id(), finding.justification()))
            .distinct();
    // What a guess holds may never be touched, and is judged when it is.
    return scoping.guess().isPresent() ? whether.toList() : rules.toList();
  }

  /** What all attempts of all phases could cost at most, before the plan's own limits. */
  public BigDecimal worstCaseUsd() {
    return phases.stream().map(PhaseForecast::worstUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** All of it for people. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    phases.forEach(phase -> lines.addAll(phase.lines()));
    lines.add(summary());
    warnings.forEach(warning -> lines.add("warning: " + warning));
    problems.forEach(problem -> lines.add("problem: " + problem));
    return lines;
  }

  /** One line for people. */
  public String summary() {
    var likely =
        phases.stream().map(PhaseForecast::likelyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    return "%s: %s, probably $%s, at most $%s%s"
        .formatted(
            plan.name(),
            Words.count(phases.size(), "phase"),
            Money.show(likely),
            Money.show(worstCaseUsd()),
            plan.limits().usd().map(usd -> ", held to $" + Money.show(usd)).orElse(""));
  }

  /** The same for programs. */
  public Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("plan", plan.name());
    facts.put("phases", phases.size());
    facts.put("worst_usd", worstCaseUsd());
    facts.put("problems", problems);
    facts.put("warnings", warnings);
    return facts;
  }

  /** One phase's part. */
  public record PhaseForecast(
      Phase phase,
      Manifest manifest,
      List<Batch> batches,
      ModelChoice choice,
      ModelProfile profile,
      FormatChoice format,
      Budget budget,
      int attempts,
      int maxPromptTokens,
      List<String> toolchains,
      String quality,
      Optional<ModelProfile> auditor,
      List<String> asks) {
    public PhaseForecast {
      toolchains = List.copyOf(toolchains);
      batches = List.copyOf(batches);
      asks = List.copyOf(asks);
    }

    public PhaseId id() {
      return phase.id();
    }

    /**
     * What the rules say of a path in this phase.
     *
     * @param isNew whether the phase would create it
     */
    public List<Finding> findings(
        RepoPath path, boolean isNew, Policy policy, Optional<RepoPath> planFile) {
      var scope = Scopes.of(phase, manifest, planFile);
      return isNew ? policy.explainNew(path, scope) : policy.explain(path, scope);
    }

    BigDecimal likelyUsd() {
      return usd(
              (long) Math.max(1, batches.size()) * (maxPromptTokens / 4), manifest.estimate().p50())
          .add(
              auditor.map(by -> AuditCalls.likelyUsd(by, maxPromptTokens)).orElse(BigDecimal.ZERO));
    }

    /** Every call of every attempt, with the longest prompt and all the output it may have. */
    BigDecimal worstUsd() {
      var worst =
          batches.size() <= 1
              ? worstUsd(budget)
              : batches.stream()
                  .map(batch ->
                      worstUsd(Budget.covering(batch.estimate(), phase.intent(), profile.window())))
                  .reduce(BigDecimal.ZERO, BigDecimal::add)
                  // Each may be tried alone as often as a phase that comes at once.
                  .multiply(BigDecimal.valueOf(attempts));
      return worst
          .add(auditor.map(by -> AuditCalls.worstUsd(by, maxPromptTokens)).orElse(BigDecimal.ZERO))
          .multiply(BigDecimal.valueOf(attempts));
    }

    private BigDecimal worstUsd(Budget of) {
      var bounds = BatchBounds.of(of, profile.window());
      var input = (long) bounds.calls() * CallReservation.withMargin(maxPromptTokens);
      return usd(input, bounds.outputTokens());
    }

    private BigDecimal usd(long input, long output) {
      return profile.price().map(price -> price.ceiling(input, output)).orElse(BigDecimal.ZERO);
    }

    /** For people. */
    public List<String> lines() {
      return new Explanation(this).lines();
    }

    /** For programs. */
    public Map<String, Object> facts() {
      return new Explanation(this).facts();
    }
  }
}
