package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.manifest.RepositoryWords.File;
import dev.autopack.plan.Intent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Finds the files that a goal is about in a tree: by paths and names it mentions, by its words in
 * paths, definitions and texts, and by earlier changes that were called alike. Pure; the same
 * inputs give the same files and reasons in the same order in every process.
 */
final class ScopeGuesser {
  private static final int MAX_REASONS = 3;

  private final RepositoryWords repository;
  private final GoalText goal;
  private final PastChanges past;
  private final Map<String, Integer> definers = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();

  /** How rare each word of the goal is, in texts and in paths. */
  private final Map<String, Double> textRarities = new HashMap<>();

  private final Map<String, Double> pathRarities = new HashMap<>();
  private final double textMass;
  private final double pathMass;

  private ScopeGuesser(RepositoryWords repository, GoalText goal, PastChanges past) {
    this.repository = repository;
    this.goal = goal;
    this.past = past;
    for (var word : goal.words().keySet()) {
      textRarities.put(word, repository.rarity(word));
      pathRarities.put(word, repository.rarityInPaths(word));
    }
    this.textMass = mass(textRarities);
    this.pathMass = mass(pathRarities);
    for (var name : goal.names()) {
      definers.put(name, count(file -> file.text().defined().contains(name)));
      users.put(name, count(file -> file.text().names().contains(name)));
    }
  }

  /**
   * Guesses the scope of what an intent says.
   *
   * @param allowed the paths that may be proposed
   */
  static Guess guess(
      Intent intent, RepositoryWords repository, History history, Predicate<RepoPath> allowed) {
    var goal = GoalText.of(intent.goal(), intent.acceptance());
    var past = new PastChanges(goal.words(), history);
    return new ScopeGuesser(repository, goal, past).guess(allowed);
  }

  /** A file and what speaks for it. */
  private record Candidate(RepoPath path, List<Clue> clues) {
    double points() {
      return clues.stream().mapToDouble(Clue::points).sum();
    }

    double share(Clue.Kind kind) {
      return clues.stream()
          .filter(clue -> clue.kind() == kind)
          .mapToDouble(Clue::share)
          .max()
          .orElse(0);
    }

    ScopedPath scoped() {
      return new ScopedPath(
          path,
          clues.stream()
              .sorted(Comparator.comparingDouble(Clue::points).reversed())
              .limit(MAX_REASONS)
              .map(Clue::text)
              .collect(Collectors.joining("; ")));
    }
  }

  private Guess guess(Predicate<RepoPath> allowed) {
    var best =
        repository.files().stream()
            .filter(file -> allowed.test(file.path()))
            .map(this::candidate)
            .filter(candidate -> candidate.points() > 0)
            .map(candidate -> Map.entry(candidate.points(), candidate))
            .sorted(
                Map.Entry.<Double, Candidate>comparingByKey()
                    .reversed()
                    .thenComparing(each -> each.getValue().path()))
            .limit(Guess.MAX_FILES)
            .map(Map.Entry::getValue)
            .toList();
    return new Guess(best.stream().map(Candidate::scoped).toList(), confidence(best));
  }

  private double mass(Map<String, Double> rarities) {
    double sum = 0;
    for (var word : goal.words().entrySet()) {
      sum += word.getValue() * rarities.getOrDefault(word.getKey(), 0.0);
    }
    return sum == 0 ? 1 : sum;
  }

  private int count(Predicate<File> condition) {
    return (int) repository.files().stream().filter(condition).count();
  }

  private Candidate candidate(File file) {
    var clues = new ArrayList<Clue>();
    mentions(file, clues);
    names(file, clues);
    words(file, clues);
    var alike = past.alike(file.path());
    add(clues, Clue.Kind.SIMILAR, alike.share(), alike.subject());
    add(clues, Clue.Kind.RECENT, past.recent(file.path()), "");
    goal.kinds().stream()
        .filter(kind -> kind.fits(file.path()))
        .findFirst()
        .ifPresent(kind -> add(clues, Clue.Kind.KIND, 1, kind.text()));
    return new Candidate(file.path(), clues);
  }

  private static void add(List<Clue> clues, Clue.Kind kind, double share, String detail) {
    if (share > 0) {
      clues.add(new Clue(kind, share, detail));
    }
  }

  private void mentions(File file, List<Clue> clues) {
    var path = "/" + file.path().value().toLowerCase(Locale.ROOT);
    for (var mention : goal.paths()) {
      var meant = "/" + mention.toLowerCase(Locale.ROOT);
      if (path.endsWith(meant)) {
        add(clues, Clue.Kind.PATH, 1, mention);
        break;
      }
      if (mention.contains("/") && path.contains(meant.endsWith("/") ? meant : meant + "/")) {
        add(clues, Clue.Kind.FOLDER, 1, mention);
        break;
      }
    }
    goal.tags().stream()
        .filter(file.segments()::contains)
        .findFirst()
        .ifPresent(tag -> add(clues, Clue.Kind.TAG, 1, tag));
  }

  private void names(File file, List<Clue> clues) {
    var defined = new ArrayList<String>();
    var used = new ArrayList<String>();
    double defining = 0;
    double using = 0;
    for (var name : goal.names()) {
      if (file.stem().equals(name)) {
        add(clues, Clue.Kind.STEM, 1, goal.written(name));
      }
      if (file.text().defined().contains(name)) {
        defined.add(goal.written(name));
        defining += 1 / Math.sqrt(definers.getOrDefault(name, 1));
      }
      if (file.text().names().contains(name)) {
        used.add(goal.written(name));
        using += 1 / Math.sqrt(users.getOrDefault(name, 1));
      }
    }
    add(clues, Clue.Kind.DEFINES, defining, quoted(defined));
    add(clues, Clue.Kind.USES, using, quoted(used));
  }

  private void words(File file, List<Clue> clues) {
    share(clues, Clue.Kind.NAME_WORDS, pathMass, word -> pathRarity(file.stemWords(), word));
    share(clues, Clue.Kind.FOLDER_WORDS, pathMass, word -> pathRarity(file.folderWords(), word));
    share(
        clues,
        Clue.Kind.DEFINED_WORDS,
        textMass,
        word -> file.text().definedWords().contains(word) ? rarity(word) : 0);
    share(
        clues,
        Clue.Kind.TEXT,
        textMass,
        word -> {
          int times = file.text().times(word);
          return times == 0 ? 0 : rarity(word) * times / (times + 3.0);
        });
    if (file.stemWords().size() == 1) {
      goal.words().keySet().stream()
          .filter(file.stemWords()::contains)
          .forEach(word ->
              add(
                  clues,
                  Clue.Kind.ONE_WORD_NAME,
                  pathRarities.getOrDefault(word, 0.0),
                  quoted(List.of(word))));
    }
  }

  private double pathRarity(Set<String> words, String word) {
    return words.contains(word) ? pathRarities.getOrDefault(word, 0.0) : 0;
  }

  private double rarity(String word) {
    return textRarities.getOrDefault(word, 0.0);
  }

  /** Which part of what the goal's words tell is found in one place. */
  private void share(
      List<Clue> clues, Clue.Kind kind, double mass, ToDoubleFunction<String> found) {
    double sum = 0;
    var which = new ArrayList<Map.Entry<Double, String>>();
    for (var word : goal.words().entrySet()) {
      double points = word.getValue() * found.applyAsDouble(word.getKey());
      if (points > 0) {
        sum += points;
        which.add(Map.entry(points, goal.written(word.getKey())));
      }
    }
    if (which.isEmpty()) {
      return;
    }
    which.sort(Map.Entry.<Double, String>comparingByKey().reversed());
    add(clues, kind, sum / mass, quoted(which.stream().map(Map.Entry::getValue).toList()));
  }

  private static String quoted(List<String> words) {
    return words.stream().limit(3).map("'%s'"::formatted).collect(Collectors.joining(", "));
  }

  /** What the best files were found by, less what they leave open. */
  private Confidence confidence(List<Candidate> best) {
    var pieces = new ArrayList<Confidence.Piece>();
    double named = Math.max(most(best, Clue.Kind.PATH), 0.5 * most(best, Clue.Kind.STEM));
    piece(pieces, 0.35 * named, "the goal names a file that is there");
    double names = Math.max(most(best, Clue.Kind.DEFINES), most(best, Clue.Kind.USES));
    piece(pieces, 0.25 * Math.min(1, names), "names in the goal stand in few files");
    double text = Math.min(1, most(best, Clue.Kind.TEXT) / 0.7);
    piece(pieces, 0.25 * text, "a file's text speaks of what the goal speaks of");
    double alike = Math.min(1, most(best, Clue.Kind.SIMILAR) / 0.8);
    piece(pieces, 0.30 * alike, "earlier changes that were called alike");
    piece(pieces, 0.10 * most(best, Clue.Kind.KIND), "the kind of change says which files");
    double words = Math.min(1, most(best, Clue.Kind.NAME_WORDS) / 0.5);
    piece(pieces, 0.10 * words, "a file is named after the goal's words");
    long folders = best.stream().map(file -> file.path().folder()).distinct().count();
    piece(
        pieces,
        -0.30 * Math.clamp((folders - 4) / 10.0, 0, 1),
        "the files lie in %d folders".formatted(folders));
    return new Confidence(pieces);
  }

  private static double most(List<Candidate> files, Clue.Kind kind) {
    return files.stream().mapToDouble(file -> file.share(kind)).max().orElse(0);
  }

  private static void piece(List<Confidence.Piece> pieces, double points, String reason) {
    double rounded = Math.round(100 * points) / 100.0;
    if (rounded != 0) {
      pieces.add(new Confidence.Piece(rounded, reason));
    }
  }
}
