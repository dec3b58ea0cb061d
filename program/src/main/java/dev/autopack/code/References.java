package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files of a tree name a word outside comments and literals; what stands in the holes of a
 * literal, {@code f"{here}"}, is named.
 *
 * <p>By the word alone: two things of one name are not told apart, and what is only named in a text
 * (by reflection, in a settings file) is not found. For one thread.
 */
public final class References {
  private final Tree tree;
  private final Map<RepoPath, Words> words;

  private References(Tree tree, Map<RepoPath, Words> words) {
    this.tree = tree;
    this.words = words;
  }

  /**
   * One place.
   *
   * @param line from 1
   */
  public record Reference(RepoPath file, int line) {}

  /**
   * Those in the files given; the ones that are of no known language, or no readable texts, have
   * none.
   */
  public static References in(Tree tree, Collection<RepoPath> files, WordCache cache) {
    return new References(tree, new TreeMap<>(cache.words(tree, files)));
  }

  /**
   * The first that names it in another file than the one that defines it, of a language that may
   * import that one's.
   */
  public Optional<Reference> outside(RepoPath definedIn, String name) {
    return find(definedIn, name, 1).stream().findFirst();
  }

  /**
   * Each other file that names it, with the first line that does, sorted by path.
   *
   * @param atMost files
   */
  public List<Reference> find(RepoPath definedIn, String name, int atMost) {
    var language = Language.of(definedIn);
    var found = new ArrayList<Reference>();
    for (var file : words.entrySet()) {
      var path = file.getKey();
      boolean mayName =
          !path.equals(definedIn)
              && language.filter(it -> Language.of(path).orElseThrow().mixesWith(it)).isPresent()
              && file.getValue().contains(name);
      if (mayName && found.size() < atMost) {
        lines(path, name).stream().findFirst().ifPresent(l -> found.add(new Reference(path, l)));
      }
    }
    return List.copyOf(found);
  }

  /** The lines of the file that name it, in order, each once. */
  public List<Integer> lines(RepoPath file, String name) {
    var known = words.get(file);
    if (known == null || !known.contains(name)) {
      return List.of();
    }
    // Two words may have one hash: the text decides.
    var text = SourceFiles.text(tree, file).orElse("");
    var starts = new ArrayList<Integer>();
    NamedWords.each(
        file,
        text,
        (start, end) -> {
          if (end - start == name.length() && text.startsWith(name, start)) {
            starts.add(start);
          }
        });
    return starts.stream().map(start -> lineOf(text, start)).distinct().sorted().toList();
  }

  private static int lineOf(String text, int offset) {
    return (int) text.chars().limit(offset).filter(c -> c == '\n').count() + 1;
  }
}
