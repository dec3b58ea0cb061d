package dev.autopack.manifest;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Estimator;
import dev.autopack.budget.FileFacts;
import dev.autopack.budget.Floor;
import dev.autopack.budget.Format;
import dev.autopack.budget.Writing;
import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.code.Language;
import dev.autopack.code.TestPairs;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.CategoryGuess;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.NeverList;
import dev.autopack.plan.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a phase's manifest from the phase and the tree it starts from. Pure: the same two give the
 * same manifest; what was read of one tree is remembered for the next.
 *
 * <p>The phase's deliverables say what it is about. Without any its goal is held against the
 * repository; where that says too little the phase asks, since to guess a scope is to widen it
 * silently.
 */
public final class ManifestMaker {
  /** Source files read for the import graph. */
  private static final int MAX_SOURCES = 30_000;

  /** The first of the files of a guess say what kind of work it is. */
  private static final int LEADING = 5;

  private final Preflight preflight;
  private final FactCache cache;
  private final RepositoryWords.Cache words = new RepositoryWords.Cache();
  private Optional<RepositoryWords> newest = Optional.empty();
  private Optional<KnownGraph> newestGraph = Optional.empty();
  private Optional<KnownPairs> newestPairs = Optional.empty();

  /** Remembers what it read of sources for itself alone. */
  public ManifestMaker(Preflight preflight) {
    this(preflight, new FactCache());
  }

  public ManifestMaker(Preflight preflight, FactCache cache) {
    this.preflight = preflight;
    this.cache = cache;
  }

  /**
   * What is asked of the builder.
   *
   * @param facts of the files in the phase's tree
   * @param writing how files that are there are to be changed
   * @param factor what settled calls say the estimate is to be multiplied with
   */
  public record Output(FileFacts facts, Format format, Writing writing, double factor) {}

  /** The manifest of a phase that builds on nothing but the tree. */
  public Manifest make(Phase phase, Tree tree, Output output) {
    return make(phase, tree, output, List.of());
  }

  /** The manifest of a phase of which nothing is known besides. */
  public Manifest make(Phase phase, Tree tree, Output output, List<RepoPath> foundations) {
    return make(scope(phase, tree, Background.NONE), tree, output, foundations);
  }

  /** What the phase may write, and what it is about. */
  public Scoping scope(Phase phase, Tree tree, Background background) {
    Predicate<RepoPath> allowed =
        path ->
            NeverList.reason(path, background.planFile()).isEmpty()
                && phase.scope().forbid().stream().noneMatch(it -> it.matches(path));
    return phase.namesFiles()
        ? listed(phase, tree, background, allowed)
        : open(phase, tree, background, allowed);
  }

  private Scoping listed(
      Phase phase, Tree tree, Background background, Predicate<RepoPath> allowed) {
    var expansion = new Expansion(phase, tree, allowed, background.foundations());
    var expanded = expansion.listed();
    var listed =
        inferred(expanded, expanded.deliverables().stream().map(Deliverable::path).toList());
    return new Scoping(
        listed,
        literal(phase),
        write(listed, tree, expansion.reasons()),
        new Scoping.Basis.Listed(),
        expansion.objections());
  }

  private Scoping open(Phase phase, Tree tree, Background background, Predicate<RepoPath> allowed) {
    if (background.approved().isPresent()) {
      var paths =
          background.approved().orElseThrow().stream()
              .map(path -> new ScopedPath(path, "a person allowed it"))
              .toList();
      return opened(phase, tree, paths, new Scoping.Basis.Approved(), List.of());
    }
    if (!phase.scope().write().isEmpty()) {
      var within =
          guess(
              phase,
              tree,
              background,
              path ->
                  allowed.test(path)
                      && phase.scope().write().stream().anyMatch(it -> it.matches(path)));
      return opened(phase, tree, within.files(), new Scoping.Basis.Written(), List.of());
    }
    var guess = guess(phase, tree, background, allowed);
    var objections = guess.files().isEmpty() ? List.of(nothingFound(phase)) : List.<Objection>of();
    return opened(phase, tree, guess.files(), new Scoping.Basis.Guessed(guess), objections);
  }

  private Guess guess(Phase phase, Tree tree, Background background, Predicate<RepoPath> allowed) {
    return ScopeGuesser.guess(phase.intent(), wordsOf(tree), background.history(), allowed);
  }

  /** Phases that are looked at one after the other mostly start from the same tree. */
  private synchronized RepositoryWords wordsOf(Tree tree) {
    var known =
        newest.filter(it -> it.isOf(tree)).orElseGet(() -> new RepositoryWords(tree, words));
    newest = Optional.of(known);
    return known;
  }

  private static Objection nothingFound(Phase phase) {
    return Objection.error(
        "The phase '%s' lists no deliverables, and nothing in the repository is called what its goal speaks of."
            .formatted(phase.id()),
        "List the files it must deliver under 'deliverables', each as a path.");
  }

  private Scoping opened(
      Phase phase,
      Tree tree,
      List<ScopedPath> files,
      Scoping.Basis basis,
      List<Objection> objections) {
    var paths = files.stream().map(ScopedPath::path).toList();
    return new Scoping(
        inferred(phase, paths.stream().limit(LEADING).toList()),
        literal(phase),
        write(phase, tree, files),
        basis,
        objections);
  }

  /** With the category that the files are of, where the plan's author wrote none. */
  private static Phase inferred(Phase phase, List<RepoPath> files) {
    return phase.intent().inferred().isEmpty()
        ? phase
        : phase.withIntent(phase.intent().in(CategoryGuess.of(files)));
  }

  private static List<RepoPath> literal(Phase phase) {
    return Stream.concat(
            phase.scope().grants().stream(),
            phase.deliverables().stream()
                .flatMap(it -> Stream.concat(Stream.of(it.path()), it.from().stream())))
        .distinct()
        .toList();
  }

  /**
   * The manifest of a phase whose scope is known.
   *
   * @param foundations what the phases that it depends on delivered: its builder is shown them
   */
  public Manifest make(Scoping scoping, Tree tree, Output output, List<RepoPath> foundations) {
    var objections = new ArrayList<>(scoping.objections());
    objections.addAll(preflight.check(scoping.phase(), tree));
    var about = scoping.phase().listing(scoping.possible());
    var paths =
        about.deliverables().stream()
            .flatMap(it -> Stream.concat(Stream.of(it.path()), it.from().stream()))
            .toList();
    var graph = graphOf(tree, paths);
    if (graph.unread() > 0) {
      objections.add(
          Objection.warning(
              "The phase '%s': %d source files far from its deliverables were not read, so tests there that import one are not known."
                  .formatted(about.id(), graph.unread()),
              "Name such tests under validation.tests."));
    }
    var reading = new ReadingList(about, tree, graph, pairsOf(tree), foundations);
    var sized = sized(scoping.likelyPhase(), output);
    sized.failure().ifPresent(why -> objections.add(floored(scoping.phase(), sized, why)));
    return new Manifest(
        scoping,
        reading.files(),
        reading.tests(),
        Dependencies.among(scoping.phase().deliverables(), graph),
        sized.estimate(),
        sized.failure(),
        objections);
  }

  /** One that left nothing out is the same for every phase of its languages. */
  private synchronized ImportGraph graphOf(Tree tree, List<RepoPath> paths) {
    var languages =
        paths.stream().flatMap(path -> Language.of(path).stream()).collect(Collectors.toSet());
    var planned = paths.stream().filter(path -> !tree.contains(path)).collect(Collectors.toSet());
    var known = newestGraph.filter(it -> it.serves(tree, languages, planned));
    if (known.isPresent()) {
      return known.orElseThrow().graph();
    }
    var graph = ImportGraph.around(tree, paths, MAX_SOURCES, cache);
    if (graph.unread() == 0) {
      newestGraph = Optional.of(new KnownGraph(tree, languages, planned, graph));
    }
    return graph;
  }

  @SuppressWarnings("ReferenceEquality") // Another view of the same tree is merely read again.
  private synchronized TestPairs pairsOf(Tree tree) {
    var known =
        newestPairs
            .filter(it -> it.tree() == tree)
            .orElseGet(() -> new KnownPairs(tree, TestPairs.of(tree.paths())));
    newestPairs = Optional.of(known);
    return known.pairs();
  }

  private record KnownPairs(Tree tree, TestPairs pairs) {}

  /** A graph and what it was asked for. */
  private record KnownGraph(
      Tree tree, Set<Language> languages, Set<RepoPath> planned, ImportGraph graph) {
    @SuppressWarnings("ReferenceEquality") // Another view of the same tree is merely read again.
    boolean serves(Tree other, Set<Language> wanted, Set<RepoPath> absent) {
      return tree == other && languages.equals(wanted) && planned.equals(absent);
    }
  }

  /**
   * What may be written.
   *
   * @param found files of the repository that a folder, a pattern or a goal stands for
   */
  private static List<ScopedPath> write(Phase phase, Tree tree, List<ScopedPath> found) {
    var reasons = new LinkedHashMap<RepoPath, String>();
    var why = found.stream().collect(Collectors.toMap(ScopedPath::path, ScopedPath::reason));
    for (var deliverable : phase.deliverables()) {
      reasons.putIfAbsent(deliverable.path(), why.getOrDefault(deliverable.path(), "deliverable"));
      deliverable
          .from()
          .ifPresent(
              from -> reasons.putIfAbsent(from, "renamed to '%s'".formatted(deliverable.path())));
    }
    found.forEach(file -> reasons.putIfAbsent(file.path(), file.reason()));
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
  private static Sized sized(Phase phase, Output output) {
    try {
      var estimate =
          new Estimator(output.facts())
              .reply(output.format(), output.writing(), phase.intent(), phase.deliverables())
              .calibrated(output.factor());
      return new Sized(estimate, Optional.empty());
    } catch (RuntimeException e) {
      int floor = Floor.of(phase.intent());
      var reason =
          "no estimate (%s): the floor of %s, %s complexity"
              .formatted(e, phase.intent().category().id(), phase.intent().complexity().id());
      var writing = output.writing().in(output.format());
      return new Sized(
          new Estimate(output.format(), writing, floor / 2, floor, 1, reason), Optional.of(reason));
    }
  }

  private static Objection floored(Phase phase, Sized sized, String why) {
    return Objection.warning(
        "The phase '%s' has %s.".formatted(phase.id(), why),
        "The floor of %d tokens is reserved instead.".formatted(sized.estimate().p95()));
  }

  /** An estimate, or the floor and why there is no better one. */
  private record Sized(Estimate estimate, Optional<String> failure) {}
}
