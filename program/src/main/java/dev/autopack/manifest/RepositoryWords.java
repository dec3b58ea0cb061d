package dev.autopack.manifest;

import dev.autopack.code.SourceFiles;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The words of every file of a tree, in its path and in its text, and how common each is. */
final class RepositoryWords {
  /** Texts beyond these are known by their paths alone. */
  private static final int MAX_TEXTS = 12_000;

  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(?:^|/)(?:node_modules|vendor|third_party|dist|\\.git)/|\\.min\\.(?:js|css)$"
              + "|(?:^|/)(?:package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|Cargo\\.lock|go\\.sum|poetry\\.lock|uv\\.lock)$");

  private final Tree tree;
  private final List<File> files = new ArrayList<>();
  private final Map<String, Integer> inTexts = new HashMap<>();
  private final Map<String, Integer> inPaths = new HashMap<>();

  /** One file: its path, split, and what its text says. */
  record File(
      RepoPath path,
      String stem,
      Set<String> segments,
      Set<String> stemWords,
      Set<String> folderWords,
      FileWords text) {
    static File of(RepoPath path, FileWords text) {
      var stem = withoutEnding(path.fileName());
      var segments = new HashSet<String>();
      for (var segment : path.value().split("/", -1)) {
        int dot = segment.indexOf('.');
        segments.add(FileWords.joined(dot < 0 ? segment : segment.substring(0, dot)));
      }
      return new File(
          path,
          FileWords.joined(stem),
          segments,
          new HashSet<>(Stems.of(stem)),
          new HashSet<>(Stems.of(path.folder())),
          text);
    }
  }

  /** What was read of texts, by their object ids; may be shared between trees. */
  static final class Cache {
    private static final int MAX_TEXTS = 30_000;
    private static final int TEXTS_AT_ONCE = 100;
    private final Map<String, FileWords> texts = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();

    /** Of each of the files; those that are no readable text have none. */
    Map<RepoPath, FileWords> of(Tree tree, List<RepoPath> paths) {
      if (texts.size() > MAX_TEXTS) {
        texts.clear();
        words.clear();
      }
      var ids = new LinkedHashMap<RepoPath, String>();
      paths.forEach(path -> tree.objectId(path).ifPresent(id -> ids.put(path, id)));
      var missing = new ArrayList<>(ids.keySet());
      missing.removeIf(path -> texts.containsKey(ids.getOrDefault(path, "")));
      read(tree, missing, ids);
      var known = new HashMap<RepoPath, FileWords>();
      ids.forEach((path, id) -> known.put(path, texts.getOrDefault(id, FileWords.NONE)));
      return known;
    }

    private void read(Tree tree, List<RepoPath> missing, Map<RepoPath, String> ids) {
      var portions = new ArrayList<List<RepoPath>>();
      for (int from = 0; from < missing.size(); from += TEXTS_AT_ONCE) {
        portions.add(missing.subList(from, Math.min(missing.size(), from + TEXTS_AT_ONCE)));
      }
      // While one portion is read another comes from the tree.
      portions.parallelStream()
          .forEach(portion ->
              SourceFiles.texts(
                  tree,
                  portion,
                  (path, text) ->
                      texts.put(ids.getOrDefault(path, ""), FileWords.of(text, this::shared))));
      missing.forEach(path -> texts.putIfAbsent(ids.getOrDefault(path, ""), FileWords.NONE));
    }

    /** One object for a word, however many files hold it. */
    private String shared(String word) {
      var known = words.putIfAbsent(word, word);
      return known == null ? word : known;
    }
  }

  RepositoryWords(Tree tree, Cache cache) {
    this.tree = tree;
    var paths =
        tree.paths().stream().filter(path -> !LEFT_OUT.matcher(path.value()).find()).toList();
    var texts = cache.of(tree, paths.subList(0, Math.min(MAX_TEXTS, paths.size())));
    for (var path : paths) {
      var kind = tree.find(path).orElseThrow().kind();
      if (kind != Tree.Kind.FILE && kind != Tree.Kind.EXECUTABLE) {
        continue;
      }
      var text = texts.getOrDefault(path, FileWords.NONE);
      var file = File.of(path, text);
      files.add(file);
      text.words().forEach(word -> inTexts.merge(word, 1, Integer::sum));
      file.stemWords().forEach(word -> inPaths.merge(word, 1, Integer::sum));
      file.folderWords().stream()
          .filter(word -> !file.stemWords().contains(word))
          .forEach(word -> inPaths.merge(word, 1, Integer::sum));
    }
  }

  /** Whether these are the words of that very tree. */
  @SuppressWarnings("ReferenceEquality") // Another view of the same tree is merely read again.
  boolean isOf(Tree other) {
    return tree == other;
  }

  List<File> files() {
    return files;
  }

  /** How much a word tells one file from another by its text: 0 for one that is in all. */
  double rarity(String word) {
    return rarity(inTexts.getOrDefault(word, 0));
  }

  /** The same of its path. */
  double rarityInPaths(String word) {
    return rarity(inPaths.getOrDefault(word, 0));
  }

  private double rarity(int count) {
    return Math.log((files.size() + 1.0) / (count + 0.5)) / Math.log(files.size() + 2.0);
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
