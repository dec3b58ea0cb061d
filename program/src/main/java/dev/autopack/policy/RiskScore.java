package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much harm a change could do, in points from 0 to 100. Every part only adds, so a larger
 * change is never less risky than a part of it.
 *
 * @param reasons what the points are for, for people
 */
public record RiskScore(int points, List<String> reasons) {
  private static final int MAX_POINTS = 100;
  private static final int MEDIUM_FROM = 25;
  private static final int HIGH_FROM = 50;
  private static final int CRITICAL_FROM = 75;

  private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+");
  private static final Set<String> SENSITIVE =
      Set.of(
          "auth",
          "authentication",
          "authorization",
          "security",
          "crypto",
          "password",
          "passwords",
          "session",
          "sessions",
          "permission",
          "permissions",
          "payment",
          "payments",
          "billing",
          "migration",
          "migrations",
          "schema",
          "schemas");

  public RiskScore {
    reasons = List.copyOf(reasons);
  }

  public Risk level() {
    if (points >= CRITICAL_FROM) {
      return Risk.CRITICAL;
    }
    if (points >= HIGH_FROM) {
      return Risk.HIGH;
    }
    return points >= MEDIUM_FROM ? Risk.MEDIUM : Risk.LOW;
  }

  /** The score of a change; {@code said} is what the rules said of it. */
  static RiskScore of(ChangeSet changes, List<Sentence> said) {
    var sum = new Sum();
    sum.add(ofSize(changes), "changed lines");
    sum.add(step(changes.paths().size(), 5, 10, 20), "files");
    if (changes.paths().stream().anyMatch(RiskScore::isSensitive)) {
      sum.add(20, "a sensitive area");
    }
    for (var sentence : said) {
      sum.add(sentence.points(), sentence.rule());
    }
    return new RiskScore(Math.min(sum.points, MAX_POINTS), sum.reasons);
  }

  /** That a rule spoke, and how much that weighs. */
  record Sentence(String rule, int points) {
    static Sentence of(String rule, Finding.Severity severity) {
      return new Sentence(
          rule,
          switch (severity) {
            case NOTIFY -> 10;
            case ASK -> 30;
            case REFUSE -> MAX_POINTS;
          });
    }
  }

  private static int ofSize(ChangeSet changes) {
    return step(
        FilePair.of(changes).stream().mapToInt(pair -> pair.lines().changed()).sum(),
        100,
        400,
        1_000);
  }

  /** 0, 5, 10 or 20 points. */
  private static int step(int amount, int few, int some, int many) {
    if (amount <= few) {
      return 0;
    }
    if (amount <= some) {
      return 5;
    }
    return amount <= many ? 10 : 20;
  }

  private static boolean isSensitive(RepoPath path) {
    return WORDS.splitAsStream(path.folded()).anyMatch(SENSITIVE::contains);
  }

  private static final class Sum {
    private final List<String> reasons = new ArrayList<>();
    private int points;

    private void add(int more, String what) {
      if (more > 0) {
        points += more;
        reasons.add("%s: %d".formatted(what, more));
      }
    }
  }
}
