package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.Locale;
import java.util.Optional;

/**
 * What no plan, grant or approval ever opens: git's and our own folder, the settings, the plan
 * itself and files of secrets.
 *
 * <p>Names are compared folded, because some file systems take their twins for them.
 */
public final class NeverList {
  public static final String SETTINGS_FILE = "autopack.yaml";

  private NeverList() {}

  /**
   * Why the path is on the list, as the end of a sentence; empty where it is not.
   *
   * @param plan the plan's own path, where it lies in the repository
   */
  public static Optional<String> reason(RepoPath path, Optional<RepoPath> plan) {
    if (plan.isPresent() && path.folded().equals(plan.get().folded())) {
      return Optional.of("it is the plan itself");
    }
    return reason(path.folded());
  }

  /** The same for a path or the pattern of paths. */
  static Optional<String> reason(String pathOrPattern) {
    var folded = pathOrPattern.toLowerCase(Locale.ROOT);
    if (folded.equals(SETTINGS_FILE)) {
      return Optional.of("it holds the settings that bind the builder");
    }
    for (var name : folded.split("/", -1)) {
      if (name.equals(".git") || name.equals(".autopack")) {
        return Optional.of("it lies in " + name);
      }
      if (name.startsWith(".env")) {
        return Optional.of("files named .env* hold secrets");
      }
    }
    return Optional.empty();
  }
}
