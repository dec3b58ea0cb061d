package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.Floor;
import dev.autopack.budget.Format;
import dev.autopack.budget.TreeFacts;
import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Makes a phase's manifest from the phase and the tree it starts from. Pure: the same two give the
 * same manifest; what was read of one tree is remembered for the next.
 *
 * <p>The phase's deliverables say what it is about; without any it is refused (see {@link
 * Manifest#sound}), since to guess a scope is to widen it silently.
 */
public final class ManifestMaker {
  /** Source files read for the import graph. */
  private static final int MAX_SOURCES = 3_000;

  private final Preflight preflight;
  private final FactCache cache = new FactCache();

  public ManifestMaker(Preflight preflight) {
    this.preflight = preflight;
  }

  /** The manifest of a phase that builds on nothing but the tree. */
  public Manifest make(Phase phase, Tree tree, Format format) {
    return make(phase, tree, format, List.of());
  }

  /**
   * The manifest of a phase.
   *
   * @param foundations what the phases that it depends on delivered: its builder is shown them
   */
  public Manifest make(Phase phase, Tree tree, Format format, List<RepoPath> foundations) {
    var objections = new ArrayList<>(preflight.check(phase, tree));
    var paths = phase.deliverables().stream().map(Deliverable::path).toList();
    var graph = ImportGraph.around(tree, paths, MAX_SOURCES, cache);
    if (graph.unread() > 0) {
      objections.add(
          Objection.warning(
              "The phase '%s': %d source files far from its deliverables were not read, so tests there that import one are not known."
                  .formatted(phase.id(), graph.unread()),
              "Name such tests under validation.tests."));
    }
    var reading = new ReadingList(phase, tree, graph, foundations);
    return new Manifest(
        phase.id(),
        write(phase, tree),
        reading.files(),
        reading.tests(),
        estimate(phase, tree, format, objections),
        objections);
  }

  private static List<ScopedPath> write(Phase phase, Tree tree) {
    var reasons = new LinkedHashMap<RepoPath, String>();
    for (var deliverable : phase.deliverables()) {
      reasons.putIfAbsent(deliverable.path(), "deliverable");
      deliverable
          .from()
          .ifPresent(
              from -> reasons.putIfAbsent(from, "renamed to '%s'".formatted(deliverable.path())));
    }
    phase.scope().grants().forEach(path -> reasons.putIfAbsent(path, "granted by the plan"));
    for (var pattern : phase.scope().write()) {
      tree.paths().stream()
          .filter(pattern::matches)
          .filter(path -> phase.scope().forbid().stream().noneMatch(it -> it.matches(path)))
          .forEach(
              path -> reasons.putIfAbsent(path, "matches scope.write '%s'".formatted(pattern)));
    }
    return reasons.entrySet().stream()
        .map(entry -> new ScopedPath(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** A failing estimate never stops a phase: the floor is reserved, and the manifest says why. */
  private static Estimate estimate(
      Phase phase, Tree tree, Format format, List<Objection> objections) {
    try {
      return new Estimator(new TreeFacts(tree))
          .estimate(format, phase.intent(), phase.deliverables());
    } catch (RuntimeException e) {
      int floor = Floor.of(phase.intent());
      var reason =
          "no estimate (%s): the floor of %s, %s complexity"
              .formatted(e, phase.intent().category().id(), phase.intent().complexity().id());
      objections.add(
          Objection.warning(
              "The phase '%s' has %s.".formatted(phase.id(), reason),
              "The floor of %d tokens is reserved instead.".formatted(floor)));
      return new Estimate(format, floor / 2, floor, reason);
    }
  }
}
