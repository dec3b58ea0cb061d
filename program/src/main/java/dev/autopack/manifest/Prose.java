package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.Locale;
import java.util.Set;

/** Files that are written for people alone. */
public final class Prose {
  /** Plain text is left out: programs read it too. */
  private static final Set<String> EXTENSIONS = Set.of("md", "mdx", "rst", "adoc");

  private Prose() {}

  public static boolean is(RepoPath path) {
    return EXTENSIONS.contains(path.extension().toLowerCase(Locale.ROOT));
  }
}
