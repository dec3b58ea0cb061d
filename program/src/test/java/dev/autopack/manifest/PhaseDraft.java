package dev.autopack.manifest;

import dev.autopack.budget.Format;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.Writing;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import dev.autopack.plan.Limits;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Scope;
import dev.autopack.plan.Validation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Phases for tests, from as few words as the test needs. */
public final class PhaseDraft {
  private PhaseDraft() {}

  /** Asks for edits, with sizes counted by characters. */
  public static ManifestMaker.Output output(Tree tree, Format format) {
    return new ManifestMaker.Output(new TreeFacts(tree, String::length), format, Writing.EDITS, 1);
  }

  public static Phase delivering(String... paths) {
    return of(Stream.of(paths).map(path -> Deliverable.of(new RepoPath(path))).toList());
  }

  public static Phase of(List<Deliverable> deliverables) {
    return new Phase(
        new PhaseId("slugify"),
        new Intent("Turn a title into a slug", Category.BACKEND, Complexity.MEDIUM, List.of()),
        List.of(),
        deliverables,
        Scope.NONE,
        Validation.NONE,
        Limits.NONE);
  }

  /** Delivering folders and patterns. */
  public static Phase widely(String... globs) {
    return widely(delivering(), globs);
  }

  public static Phase widely(Phase phase, String... globs) {
    return new Phase(
        phase.id(),
        phase.intent(),
        phase.dependsOn(),
        phase.deliverables(),
        patterns(globs),
        phase.scope(),
        phase.validation(),
        phase.limits());
  }

  /** Nothing but a goal. */
  public static Phase saying(String goal) {
    return new Phase(
        new PhaseId("slugify"),
        new Intent(goal, Category.BACKEND, Complexity.MEDIUM, List.of()),
        List.of(),
        List.of(),
        Scope.NONE,
        Validation.NONE,
        Limits.NONE);
  }

  public static Phase withScope(Phase phase, Scope scope) {
    return new Phase(
        phase.id(),
        phase.intent(),
        phase.dependsOn(),
        phase.deliverables(),
        phase.wide(),
        scope,
        phase.validation(),
        phase.limits());
  }

  public static Phase decidedBy(Phase phase, String... tests) {
    return new Phase(
        phase.id(),
        phase.intent(),
        phase.dependsOn(),
        phase.deliverables(),
        phase.scope(),
        new Validation(List.of(tests), Optional.empty()),
        phase.limits());
  }

  public static Phase named(Phase phase, String id, String... dependsOn) {
    return new Phase(
        new PhaseId(id),
        phase.intent(),
        Stream.of(dependsOn).map(PhaseId::new).toList(),
        phase.deliverables(),
        phase.scope(),
        phase.validation(),
        phase.limits());
  }

  public static Deliverable deliverable(String path, Deliverable.Action action) {
    return new Deliverable(
        new RepoPath(path),
        Optional.of(action),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  public static Deliverable renamed(String from, String to) {
    return new Deliverable(
        new RepoPath(to),
        Optional.of(Deliverable.Action.RENAME),
        Optional.of(new RepoPath(from)),
        List.of(),
        OptionalInt.empty(),
        List.of());
  }

  public static List<PathPattern> patterns(String... globs) {
    return Stream.of(globs).map(PathPattern::new).toList();
  }
}
