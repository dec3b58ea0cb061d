package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.PathPattern;
import dev.autopack.policy.Finding.Severity;
import dev.autopack.policy.Rule.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges what a phase wants to do. Every rule is heard, the strictest decides, and all that was
 * said is kept.
 */
public final class Policy {
  private static final int PATHS_NAMED = 5;

  private final Secrets secrets = new Secrets();
  private final List<Rule> rules;

  /**
   * The rules with a project's additions.
   *
   * @param protectedToo paths that the settings protect besides the usual ones
   */
  public Policy(List<PathPattern> protectedToo) {
    this(protectedToo, SizeSettings.STANDARD);
  }

  public Policy(List<PathPattern> protectedToo, SizeSettings sizes) {
    rules =
        List.of(
            new NeverWritten(),
            new Forbidden(),
            secrets,
            new OutsideScope(),
            new ProtectedPaths(protectedToo),
            new DeletedTests(),
            new TestIntegrity(),
            new TestSettings(),
            new Deletions(),
            new LargeRewrites(),
            new SizeLimits(sizes));
  }

  /** Judges resolved changes before they are applied. */
  public Decision judge(PolicyScope scope, ChangeSet changes) {
    var heard = heard(scope, changes);
    var findings = findings(heard, RiskScore.of(changes, sentences(heard)).level());
    var strictest =
        findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.NOTIFY);
    return switch (strictest) {
      case NOTIFY -> new Decision.Allow(findings);
      case ASK -> new Decision.Ask(findings);
      case REFUSE -> new Decision.Refuse(findings);
    };
  }

  /**
   * What is refused of one edit while its reply still streams, by what needs no tree; what must be
   * asked can wait for the rest.
   */
  public List<Finding> refusals(PolicyScope scope, FileEdit edit) {
    var heard = new ArrayList<Heard>();
    Touch.of(edit).forEach(touch -> heard.addAll(ofPath(touch, scope)));
    secrets.judge(edit).forEach(said -> heard.add(new Heard(secrets.name(), said)));
    heard.removeIf(it -> it.said().severity() != Severity.REFUSE);
    return findings(heard, Risk.CRITICAL);
  }

  /** How much harm the changes could do, and why. */
  public RiskScore score(PolicyScope scope, ChangeSet changes) {
    return RiskScore.of(changes, sentences(heard(scope, changes)));
  }

  /** What the rules say of a path, whatever is written there; empty where it is free. */
  public List<Finding> explain(RepoPath path, PolicyScope scope) {
    return explain(new Touch(path, Touch.Kind.MODIFY), scope);
  }

  /** The same of a path that is not there yet. */
  public List<Finding> explainNew(RepoPath path, PolicyScope scope) {
    return explain(new Touch(path, Touch.Kind.CREATE), scope);
  }

  private List<Finding> explain(Touch touch, PolicyScope scope) {
    var heard = ofPath(touch, scope);
    var points = sentences(heard).stream().mapToInt(RiskScore.Sentence::points).sum();
    return findings(heard, new RiskScore(points, List.of()).level());
  }

  private List<Heard> ofPath(Touch touch, PolicyScope scope) {
    var heard = new ArrayList<Heard>();
    for (var rule : rules) {
      if (rule instanceof Rule.OfPaths ofPaths) {
        ofPaths.judge(touch, scope).ifPresent(said -> heard.add(new Heard(rule.name(), said)));
      }
    }
    return heard;
  }

  /** Each rule's name and what it minds, in the order they are heard. */
  public List<RuleSummary> summaries() {
    return rules.stream().map(rule -> new RuleSummary(rule.name(), rule.minds())).toList();
  }

  /** A rule as people read of it. */
  public record RuleSummary(String name, String minds) {}

  /** For the test that holds every rule against its own examples. */
  List<Rule> rules() {
    return rules;
  }

  private record Heard(String rule, Said said) {}

  private List<Heard> heard(PolicyScope scope, ChangeSet changes) {
    var heard = new ArrayList<Heard>();
    for (var rule : rules) {
      rule.judge(new Judged(changes, scope))
          .forEach(said -> heard.add(new Heard(rule.name(), said)));
    }
    return heard;
  }

  /** A rule weighs once, by the worst it said, however many files it named. */
  private static List<RiskScore.Sentence> sentences(List<Heard> heard) {
    var worst = new LinkedHashMap<String, Severity>();
    heard.forEach(
        it -> worst.merge(it.rule(), it.said().severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
    return worst.entrySet().stream()
        .map(entry -> RiskScore.Sentence.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What a rule said of several paths in the same words becomes one finding. */
  private static List<Finding> findings(List<Heard> heard, Risk risk) {
    record Same(String rule, Severity severity, String justification) {}
    var paths = new LinkedHashMap<Same, Set<RepoPath>>();
    for (var it : heard) {
      var said = it.said();
      paths
          .computeIfAbsent(
              new Same(it.rule(), said.severity(), said.justification()),
              key -> new LinkedHashSet<>())
          .addAll(said.paths());
    }
    var findings = new ArrayList<Finding>();
    paths.forEach((same, of) ->
        findings.add(
            new Finding(
                same.rule(),
                same.severity(),
                List.copyOf(of),
                "%s: %s".formatted(named(of), same.justification()),
                risk)));
    return findings;
  }

  private static String named(Set<RepoPath> paths) {
    var names =
        paths.stream().limit(PATHS_NAMED).map("'%s'"::formatted).collect(Collectors.joining(", "));
    return paths.size() <= PATHS_NAMED
        ? names
        : "%s and %d more".formatted(names, paths.size() - PATHS_NAMED);
  }
}
