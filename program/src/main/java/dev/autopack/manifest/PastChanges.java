package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What earlier changes say of where this one is: those called alike, and those of late. */
final class PastChanges {
  /** Alike is what shares at least this much of its rare words. */
  private static final double MIN_LIKENESS = 0.15;

  private static final double MAX_SIMILAR = 1.5;

  /** A change this wide says little of any file. */
  private static final int WIDE = 30;

  /** After so many changes a change counts e times less. */
  private static final double FADING = 150;

  private final Map<RepoPath, Alike> alike = new HashMap<>();
  private final Map<RepoPath, Double> recent = new HashMap<>();
  private double mostRecent;

  /** How much changes that are called alike speak for a file, and the one that does most. */
  record Alike(double share, double best, String subject) {}

  PastChanges(Map<String, Double> words, History history) {
    var changes = history.changes();
    likeness(words, changes);
    recency(changes);
  }

  Alike alike(RepoPath path) {
    var found = alike.getOrDefault(path, new Alike(0, 0, ""));
    return new Alike(Math.min(MAX_SIMILAR, found.share()), found.best(), found.subject());
  }

  /** From 0 to 1. */
  double recent(RepoPath path) {
    return mostRecent == 0 ? 0 : Math.sqrt(recent.getOrDefault(path, 0.0) / mostRecent);
  }

  private void likeness(Map<String, Double> words, List<History.Change> changes) {
    var counts = new HashMap<String, Integer>();
    var subjects = new ArrayList<Map<String, Double>>();
    for (var change : changes) {
      var subject = GoalText.of(change.subject(), List.of()).words();
      subjects.add(subject);
      subject.keySet().forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    double own = 0;
    for (var word : words.entrySet()) {
      double rarity = rarity(changes.size(), counts.getOrDefault(word.getKey(), 0));
      own += Math.pow(word.getValue() * rarity, 2);
    }
    for (int i = 0; i < changes.size(); i++) {
      double shared = 0;
      double length = 0;
      for (var word : subjects.get(i).keySet()) {
        double rarity = rarity(changes.size(), counts.getOrDefault(word, 0));
        length += rarity * rarity;
        shared += words.getOrDefault(word, 0.0) * rarity * rarity;
      }
      double likeness = shared == 0 ? 0 : shared / Math.sqrt(own * length);
      if (likeness >= MIN_LIKENESS) {
        add(changes.get(i), likeness);
      }
    }
  }

  private void add(History.Change change, double likeness) {
    double each = likeness * likeness / Math.sqrt(Math.max(1, change.paths().size()));
    for (var path : change.paths()) {
      alike.merge(
          path,
          new Alike(each, each, change.subject()),
          (a, b) ->
              new Alike(
                  a.share() + b.share(),
                  Math.max(a.best(), b.best()),
                  b.best() > a.best() ? b.subject() : a.subject()));
    }
  }

  private static double rarity(int changes, int count) {
    return Math.log((changes + 1.0) / (count + 0.5));
  }

  private void recency(List<History.Change> changes) {
    for (int i = 0; i < changes.size(); i++) {
      var paths = changes.get(i).paths();
      if (paths.size() <= WIDE) {
        double each = Math.exp(-i / FADING) / Math.sqrt(Math.max(1, paths.size()));
        paths.forEach(path -> recent.merge(path, each, Double::sum));
      }
    }
    mostRecent = recent.values().stream().mapToDouble(each -> each).max().orElse(0);
  }
}
