package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit.TouchedFile;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The declaration that begins a reply where it is asked for. The oracle knows which files it will
 * write, and guesses how many lines as roughly as the measure of estimates has it.
 */
final class Announcement {
  /** The spread of the logarithm of its mistakes. */
  private static final double SPREAD = 0.4;

  private Announcement() {}

  /** The text; empty where none is asked for. */
  static String of(Asked asked, Truth truth) {
    return asked.isToDeclare()
        ? asked.script().hand().declaration(files(truth, asked.deliverables()))
        : "";
  }

  private static List<String> files(Truth truth, Set<String> deliverables) {
    var commit = truth.commit();
    return commit.files().stream()
        .filter(file -> deliverables.contains(file.path()))
        .map(file -> file(file, new Random((commit.sha() + file.path()).hashCode())))
        .toList();
  }

  private static String file(TouchedFile file, Random random) {
    var begun =
        "{\"path\":%s,\"action\":\"%s\"".formatted(JsonHand.quoted(file.path()), action(file));
    return switch (file.status()) {
      case DELETED -> begun + "}";
      case ADDED, MODIFIED, RENAMED ->
          begun + ",\"lines\":%d}".formatted(mistaken(lines(file), random));
    };
  }

  private static String action(TouchedFile file) {
    return switch (file.status()) {
      case ADDED -> "create";
      case MODIFIED -> "modify";
      case DELETED -> "delete";
      case RENAMED -> "rename";
    };
  }

  private static long lines(TouchedFile file) {
    return switch (file.status()) {
      case ADDED -> file.after().lines();
      case MODIFIED, DELETED, RENAMED -> file.churn().added() + file.churn().deleted();
    };
  }

  private static long mistaken(long lines, Random random) {
    return Math.max(1, Math.round(lines * Math.exp(SPREAD * random.nextGaussian())));
  }
}
