package dev.autopack.manifest;

import dev.autopack.code.Language;
import dev.autopack.code.TestNames;
import dev.autopack.code.TestPairs;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.CategoryGuess;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import dev.autopack.plan.Limits;
import dev.autopack.plan.OnePhasePlan;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Phase;
import dev.autopack.plan.PhaseId;
import dev.autopack.plan.Plan;
import dev.autopack.plan.Scope;
import dev.autopack.plan.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Drafts a plan from the words of a goal by pattern matching against a tree and its past: nothing
 * is asked of a model. Pure; the same goal and tree give the same draft.
 *
 * <p>A piece of the goal of which the repository knows enough becomes a phase; what follows it and
 * says too little by itself belongs to it. Where nothing is known enough there is no draft.
 */
public final class PlanDrafter {
  /** A person reads these one by one; beyond them a guess is rarely right. */
  private static final int MOST_FILES = 10;

  private static final int MOST_PIECES = 20;

  /** What is merely changed often says nothing of this goal. */
  private static final String ONLY_RECENT = new Clue(Clue.Kind.RECENT, 1, "").text();

  private static final int ID_CHARS = 40;
  private static final int MEDIUM_FROM = 3;

  private final ManifestMaker maker;
  private final Tree tree;
  private final Background background;
  private final TestPairs pairs;

  public PlanDrafter(ManifestMaker maker, Tree tree, Background background) {
    this.maker = maker;
    this.tree = tree;
    this.background = background;
    this.pairs = TestPairs.of(tree.paths());
  }

  /** What the repository says of some words. */
  private record Found(
      Map<RepoPath, ScopedPath> named, List<ScopedPath> guessed, Confidence confidence) {
    boolean suffices() {
      return !named.isEmpty() || confidence.suffices();
    }

    /** What a phase of these words is about. */
    List<ScopedPath> files() {
      return named.isEmpty()
          ? guessed.stream().limit(MOST_FILES).toList()
          : List.copyOf(named.values());
    }

    String evidence() {
      if (!named.isEmpty()) {
        return named.size() == 1 ? "the goal names the file" : "the goal names the files";
      }
      var pieces = confidence.pieces().stream().map(Confidence.Piece::toString).toList();
      return "%s (%s)".formatted(confidence.text(), String.join(", ", pieces));
    }
  }

  /** A phase as it grows. */
  private record Sketch(String goal, boolean isNext, Found found, List<String> acceptance) {
    Sketch with(String more) {
      if (GoalPieces.isDemand(more)) {
        var all = new ArrayList<>(acceptance);
        all.add(more);
        return new Sketch(goal, isNext, found, all);
      }
      return new Sketch(goal + ". " + more, isNext, found, acceptance);
    }
  }

  /**
   * The draft of a goal.
   *
   * @throws OperatorException where the goal is blank, or the repository knows too little of it
   */
  public PlanDraft draft(String goal) {
    var pieces = GoalPieces.of(goal);
    if (pieces.isEmpty()) {
      throw new OperatorException(
          "The goal says nothing.", "Say in a sentence or more what is to be built.");
    }
    var sketches = sketches(pieces.subList(0, Math.min(pieces.size(), MOST_PIECES)));
    return drafted(goal, sketches.isEmpty() ? List.of(whole(pieces)) : sketches);
  }

  /** All of it as one phase, where no piece says enough by itself. */
  private Sketch whole(List<GoalPieces.Piece> pieces) {
    var texts = pieces.stream().map(GoalPieces.Piece::text).toList();
    var whole = find(String.join(". ", texts));
    if (!whole.suffices()) {
      throw tooLittle(whole);
    }
    var sketch = new Sketch(texts.getFirst(), false, whole, List.of());
    for (var text : texts.subList(1, texts.size())) {
      sketch = sketch.with(text);
    }
    return sketch;
  }

  private List<Sketch> sketches(List<GoalPieces.Piece> pieces) {
    var sketches = new ArrayList<Sketch>();
    var waiting = "";
    for (var each : pieces) {
      var piece = each.text();
      var found = find(piece);
      var isOwn = found.suffices() && (sketches.isEmpty() || !isMoreOf(piece, found, sketches));
      if (isOwn) {
        sketches.add(new Sketch(waiting + piece, each.isNext(), found, List.of()));
        waiting = "";
      } else if (sketches.isEmpty()) {
        waiting += piece + ". ";
      } else {
        sketches.add(sketches.removeLast().with(piece));
      }
    }
    return sketches;
  }

  /** Whether it only says what must hold of the files of the phase before. */
  private static boolean isMoreOf(String piece, Found found, List<Sketch> sketches) {
    return GoalPieces.isDemand(piece)
        && sketches.getLast().found().named().keySet().containsAll(found.named().keySet());
  }

  private static OperatorException tooLittle(Found whole) {
    var best =
        whole.guessed().stream().limit(3).map(file -> "'%s'".formatted(file.path())).toList();
    return new OperatorException(
        best.isEmpty()
            ? "Nothing in the repository is called what the goal speaks of."
            : "The goal's words say too little of where the work is: %s; they point most to %s."
                .formatted(whole.confidence().text(), String.join(", ", best)),
        "Name files, folders or definitions of this repository in the goal, or write the phases yourself as Markdown, each with [paths: ...], and use: autopack plan new FILE.md");
  }

  private Found find(String words) {
    var scoping = maker.scope(probe(words), tree, background);
    var guess = scoping.guess();
    return new Found(
        named(words),
        guess.map(Guess::files).orElse(List.of()).stream()
            .filter(file -> !file.reason().equals(ONLY_RECENT))
            .toList(),
        guess.map(Guess::confidence).orElse(new Confidence(List.of())));
  }

  private static Phase probe(String words) {
    var intent =
        new Intent(words, Category.BACKEND, Optional.of("a draft"), Complexity.MEDIUM, List.of());
    return new Phase(
        new PhaseId("draft"),
        intent,
        List.of(),
        List.of(),
        Scope.NONE,
        Validation.NONE,
        Limits.NONE);
  }

  /** Files that the words name: those that are there, and such as could be made. */
  private Map<RepoPath, ScopedPath> named(String words) {
    var named = new LinkedHashMap<RepoPath, ScopedPath>();
    for (var mention : GoalText.of(words, List.of()).paths()) {
      var there =
          tree.paths().stream()
              .filter(path -> ("/" + path.value()).endsWith("/" + mention))
              .limit(2)
              .toList();
      if (there.size() == 1) {
        put(named, there.getFirst(), "the goal names it");
      } else if (there.isEmpty()) {
        created(mention).ifPresent(path -> put(named, path, "the goal names it; it is not there"));
      }
    }
    return named;
  }

  private static void put(Map<RepoPath, ScopedPath> named, RepoPath path, String reason) {
    named.putIfAbsent(path, new ScopedPath(path, reason));
  }

  private static Optional<RepoPath> created(String mention) {
    if (!mention.contains("/") || mention.endsWith("/")) {
      return Optional.empty();
    }
    try {
      var path = new RepoPath(mention);
      return path.extension().isEmpty() ? Optional.empty() : Optional.of(path);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private PlanDraft drafted(String goal, List<Sketch> sketches) {
    var phases = new ArrayList<Phase>();
    var grounds = new ArrayList<PlanDraft.Ground>();
    var touched = new ArrayList<Set<RepoPath>>();
    var taken = new HashSet<String>();
    for (var sketch : sketches) {
      var id = id(sketch.goal(), taken);
      var files = new HashSet<RepoPath>();
      sketch.found().files().forEach(file -> files.add(file.path()));
      phases.add(phase(id, sketch, dependsOn(sketch, files, touched, phases)));
      grounds.add(
          new PlanDraft.Ground(
              id, sketch.found().evidence(), sketch.found().files(), open(sketch)));
      touched.add(files);
    }
    var name = OnePhasePlan.name(sketches.getFirst().goal());
    return new PlanDraft(new Plan(name, goal.strip(), Limits.NONE, Map.of(), phases), grounds);
  }

  /** What speaks of the phase before, and two that may change one file, come in their order. */
  private static List<PhaseId> dependsOn(
      Sketch sketch, Set<RepoPath> files, List<Set<RepoPath>> touched, List<Phase> phases) {
    if (sketch.isNext() && !phases.isEmpty()) {
      return List.of(phases.getLast().id());
    }
    for (int i = touched.size() - 1; i >= 0; i--) {
      if (touched.get(i).stream().anyMatch(files::contains)) {
        return List.of(phases.get(i).id());
      }
    }
    return List.of();
  }

  private static Phase phase(PhaseId id, Sketch sketch, List<PhaseId> dependsOn) {
    var found = sketch.found();
    var paths = found.files().stream().map(ScopedPath::path).toList();
    var complexity =
        !found.named().isEmpty() && paths.size() < MEDIUM_FROM ? Complexity.LOW : Complexity.MEDIUM;
    var intent =
        new Intent(
                sketch.goal(),
                Category.BACKEND,
                Optional.of("a draft"),
                complexity,
                sketch.acceptance())
            .in(CategoryGuess.of(paths));
    var listed = found.named().keySet().stream().map(Deliverable::of).toList();
    var scope =
        listed.isEmpty() ? new Scope(patterns(paths), List.of(), List.of(), List.of()) : Scope.NONE;
    return new Phase(id, intent, dependsOn, listed, scope, Validation.NONE, Limits.NONE);
  }

  /** A path that means something else as a pattern is left out: a person can list it. */
  private static List<PathPattern> patterns(List<RepoPath> paths) {
    return paths.stream()
        .filter(path -> path.value().matches("[^*?\\[\\]{}!\\\\]+"))
        .map(path -> new PathPattern(path.value()))
        .toList();
  }

  private List<String> open(Sketch sketch) {
    var open = new ArrayList<String>();
    if (sketch.found().named().isEmpty()) {
      open.add("list the files that it must deliver under 'deliverables'; these are only allowed");
    }
    if (sketch.acceptance().isEmpty()) {
      open.add("say under 'acceptance' what must hold when it is done");
    }
    var code =
        sketch.found().files().stream()
            .map(ScopedPath::path)
            .filter(path -> Language.of(path).isPresent())
            .toList();
    if (code.stream().noneMatch(path -> !pairs.testsOf(path).isEmpty() || isTest(path))) {
      open.add("name under 'validation' the tests or the command that decides: none was found");
    }
    return open;
  }

  private static boolean isTest(RepoPath path) {
    return TestNames.holdsTests(path);
  }

  /** Of the first words, and unlike any other. */
  private static PhaseId id(String goal, Set<String> taken) {
    var words =
        Stream.of(goal.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    var slug = new StringBuilder();
    for (var word : words) {
      if (slug.length() + word.length() >= ID_CHARS) {
        break;
      }
      slug.append(slug.isEmpty() ? "" : "-").append(word);
    }
    var base = slug.isEmpty() ? "phase" : slug.toString();
    var id = base;
    for (int i = 2; !taken.add(id); i++) {
      id = base + "-" + i;
    }
    return new PhaseId(id);
  }
}
