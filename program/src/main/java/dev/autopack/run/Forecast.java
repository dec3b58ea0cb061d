package dev.autopack.run;

import dev.autopack.budget.Budget;
import dev.autopack.budget.ModelProfile;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Objection;
import dev.autopack.manifest.Preflight;
import dev.autopack.output.FormatChoice;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.policy.Finding;
import dev.autopack.policy.Policy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plan would touch, ask and cost, worked out without spending anything. */
public record Forecast(
    Plan plan, List<PhaseForecast> phases, List<String> problems, List<String> warnings) {
  public Forecast {
    phases = List.copyOf(phases);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Looks at every phase as if the tree were the one it starts from. */
  public static Forecast of(
      Plan plan,
      Tree tree,
      RunSettings settings,
      Models models,
      Policy policy,
      Optional<RepoPath> planFile) {
    var objections = Preflight.STANDARD.check(plan, tree);
    // Also those that only a later attempt would choose: better told now than at night.
    Stream.of(plan.models(), settings.models())
        .flatMap(byRole -> byRole.values().stream())
        .flatMap(List::stream)
        .distinct()
        .forEach(models::profile);
    var maker = new ManifestMaker(Preflight.STANDARD);
    var phases = new ArrayList<PhaseForecast>();
    for (var phase : plan.phases()) {
      var choice = ModelChoice.of(plan, settings.models(), settings.lastResortModel(), phase);
      var profile = models.profile(choice.model());
      var format = FormatChoice.of(phase.deliverables(), profile);
      var manifest = maker.make(phase, tree, format.format(), plan.foundations(phase));
      var budget = Budget.covering(manifest.estimate(), phase.intent(), profile.window());
      phases.add(
          new PhaseForecast(
              phase,
              manifest,
              choice,
              profile,
              budget,
              phase.limits().attempts().orElse(settings.attemptsPerPhase()),
              settings.maxPromptTokens(),
              asks(phase, manifest, policy, planFile)));
    }
    return new Forecast(
        plan,
        phases,
        texts(objections, Objection.Severity.ERROR),
        texts(objections, Objection.Severity.WARNING));
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
    return manifest.write().stream()
        .map(Manifest.ScopedPath::path)
        .flatMap(path -> policy.explain(path, scope).stream())
        .filter(finding -> finding.severity() != Finding.Severity.NOTIFY)
        .map(finding -> "phase %s: %s".formatted(phase.id(), finding.justification()))
        .distinct()
        .toList();
  }

  /** What all attempts of all phases could cost at most, before the plan's own limits. */
  public BigDecimal worstCaseUsd() {
    return phases.stream().map(PhaseForecast::worstUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
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
      ModelChoice choice,
      ModelProfile profile,
      Budget budget,
      int attempts,
      int maxPromptTokens,
      List<String> asks) {
    public PhaseForecast {
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
      return usd(maxPromptTokens / 4, manifest.estimate().p50());
    }

    /** Every call of every attempt, with the longest prompt and all the output it may have. */
    BigDecimal worstUsd() {
      var bounds = BatchBounds.of(budget, profile.window());
      var input = (long) bounds.calls() * CallReservation.withMargin(maxPromptTokens);
      return usd(input, bounds.outputTokens()).multiply(BigDecimal.valueOf(attempts));
    }

    private BigDecimal usd(long input, long output) {
      return profile.price().map(price -> price.ceiling(input, output)).orElse(BigDecimal.ZERO);
    }

    /** For people. */
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          "%s (%s, %s)"
              .formatted(id(), phase.intent().category().id(), phase.intent().complexity().id()));
      manifest
          .write()
          .forEach(it -> lines.add("  write   %s: %s".formatted(it.path(), it.reason())));
      manifest
          .read()
          .forEach(it -> lines.add("  read    %s: %s".formatted(it.path(), it.reason())));
      lines.add("  model   %s: %s".formatted(choice.model(), choice.reason()));
      lines.add(
          "  output  %s, %d to %d tokens (%s), allowed %s"
              .formatted(
                  manifest.estimate().format().id(),
                  manifest.estimate().p50(),
                  manifest.estimate().p95(),
                  manifest.estimate().reason(),
                  budget.reason()));
      lines.add(
          "  cost    probably $%s, at most $%s in %d attempts"
              .formatted(Money.show(likelyUsd()), Money.show(worstUsd()), attempts));
      lines.add("  tests   " + tests());
      asks.forEach(ask -> lines.add("  asks    " + ask));
      return lines;
    }

    private String tests() {
      if (phase.validation().command().isPresent()) {
        return "decided by: " + String.join(" ", phase.validation().command().orElseThrow());
      }
      if (!phase.validation().tests().isEmpty()) {
        return "must pass: " + String.join(", ", phase.validation().tests());
      }
      return manifest.tests().isEmpty()
          ? "none found that are paired with a deliverable: without a validation this phase cannot complete"
          : "must pass: "
              + String.join(", ", manifest.tests().stream().map(RepoPath::value).toList());
    }

    /** For programs. */
    public Map<String, Object> facts() {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("id", id().value());
      facts.put("category", phase.intent().category().id());
      facts.put("complexity", phase.intent().complexity().id());
      facts.put("write", reasons(manifest.write()));
      facts.put("read", reasons(manifest.read()));
      facts.put("tests", manifest.tests().stream().map(RepoPath::value).toList());
      facts.put("model", choice.model());
      facts.put("model_reason", choice.reason());
      facts.put("format", manifest.estimate().format().id());
      facts.put("estimate_p50", manifest.estimate().p50());
      facts.put("estimate_p95", manifest.estimate().p95());
      facts.put("max_output_tokens", budget.maxOutputTokens());
      facts.put("likely_usd", likelyUsd());
      facts.put("worst_usd", worstUsd());
      facts.put("asks", asks);
      return facts;
    }

    private static List<Map<String, String>> reasons(List<Manifest.ScopedPath> paths) {
      return paths.stream()
          .map(it -> Map.of("path", it.path().value(), "reason", it.reason()))
          .toList();
    }
  }
}
