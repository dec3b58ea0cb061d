package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The existing path that a mistyped one probably means. */
final class Nearest {
  private static final int MAX_MISTAKES = 3;

  private Nearest() {}

  static Optional<RepoPath> to(RepoPath path, Collection<RepoPath> paths) {
    var sameName =
        paths.stream()
            .filter(other -> other.fileName().equals(path.fileName()))
            .min(Comparator.naturalOrder());
    return sameName.or(() ->
        paths.stream()
            .filter(
                other -> Math.abs(other.value().length() - path.value().length()) <= MAX_MISTAKES)
            .filter(other -> distance(other.value(), path.value()) <= MAX_MISTAKES)
            .min(
                Comparator.comparingInt((RepoPath other) -> distance(other.value(), path.value()))
                    .thenComparing(other -> other)));
  }

  /** How many characters must be put in, taken out or replaced. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
