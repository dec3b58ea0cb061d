package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells a phase's category from the files it delivers, where its author did not.
 *
 * <p>Tests, documents and configuration come with almost every change, so they decide only where
 * nothing else is delivered. Names count whole: "latest.py" is no test.
 *
 * @param reason for people
 */
public record CategoryGuess(Category category, String reason) {
  private static final Set<String> DOCUMENTS = Set.of("md", "rst", "adoc", "txt");
  private static final Set<String> SETTINGS =
      Set.of("yaml", "yml", "toml", "ini", "cfg", "conf", "properties", "json", "xml");
  private static final Set<String> PAGES =
      Set.of("html", "css", "scss", "less", "jsx", "tsx", "vue", "svelte");
  private static final Set<String> LEDGERS =
      Set.of("changelog", "changes", "history", "build_log", "build_history", "release_notes");

  /** What most of the paths are; {@link Category#BACKEND} where there are none, or as many. */
  public static CategoryGuess of(List<RepoPath> paths) {
    var counts = new EnumMap<Category, Integer>(Category.class);
    paths.forEach(path -> counts.merge(of(path), 1, Integer::sum));
    var accompanying =
        Set.of(Category.TESTS, Category.DOCS, Category.CONFIGURATION, Category.LEDGER);
    if (!accompanying.containsAll(counts.keySet())) {
      counts.keySet().removeAll(accompanying);
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Category, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(most ->
            new CategoryGuess(
                most.getKey(),
                "%d of %d files %s %s"
                    .formatted(
                        most.getValue(),
                        paths.size(),
                        most.getValue() == 1 ? "is" : "are",
                        most.getKey().id())))
        .orElse(new CategoryGuess(Category.BACKEND, "no file says another"));
  }

  private static Category of(RepoPath path) {
    var folders = List.of(path.folder().toLowerCase(Locale.ROOT).split("/"));
    var name = path.fileName().toLowerCase(Locale.ROOT);
    var stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (isTest(folders, name, path.fileName())) {
      return Category.TESTS;
    }
    if (name.equals("dockerfile")
        || path.value().startsWith(".github/workflows/")
        || folders.getFirst().matches("deploy|k8s|helm|terraform")
        || path.extension().equals("tf")) {
      return Category.DEPLOYMENT;
    }
    if (path.extension().equals("sql") || folders.contains("migrations")) {
      return Category.DATABASE;
    }
    if (DOCUMENTS.contains(path.extension())) {
      return LEDGERS.contains(stem) ? Category.LEDGER : Category.DOCS;
    }
    if (PAGES.contains(path.extension())) {
      return Category.FRONTEND;
    }
    return SETTINGS.contains(path.extension()) ? Category.CONFIGURATION : Category.BACKEND;
  }

  private static boolean isTest(List<String> folders, String name, String written) {
    return folders.contains("test")
        || folders.contains("tests")
        || folders.contains("__tests__")
        || name.startsWith("test_")
        || name.matches(".*([._]test|[._]spec|_test)\\.[a-z]+")
        || written.matches(".*(Test|Tests|IT)\\.(java|kt)");
  }
}
