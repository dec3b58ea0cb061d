package dev.autopack.manifest;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a goal says of where the work is.
 *
 * @param kinds what kind of change it calls itself: docs, test, ci, build
 * @param tags the part of the repository that stands in front, as in {@code fix(router): ...}
 * @param paths what is written like a path or a file's name
 * @param names compound names and names marked as code, in the form of {@link FileWords#joined}
 * @param words the stems of its words, each with its weight, in the order they stand
 * @param spellings how each of the names and words was written
 */
record GoalText(
    List<Kind> kinds,
    List<String> tags,
    List<String> paths,
    List<String> names,
    Map<String, Double> words,
    Map<String, String> spellings) {
  /** A kind of change that says which files it is about. */
  enum Kind {
    DOCS("documents", "\\.(?:md|rst|adoc|txt)$|(?:^|/)docs?/"),
    TEST(
        "tests",
        "(?:^|/)(?:tests?|__tests__|spec)/|[._-](?:test|spec)\\.\\w+$|(?:^|/)test_[^/]*$|tests?\\.(?:java|kt|cs)$"),
    CI(
        "continuous integration",
        "^\\.github/|^\\.travis|^\\.?appveyor|^\\.circleci/|^tox\\.ini$|^\\.gitlab-ci|(?:^|/)ci/"),
    BUILD(
        "the build",
        "(?:^|/)(?:package\\.json|pom\\.xml|[^/]*\\.gradle(?:\\.kts)?|go\\.mod|cargo\\.toml|pyproject\\.toml|setup\\.(?:py|cfg)|cmakelists\\.txt|makefile|[^/]*\\.cmake|requirements[^/]*|libs\\.versions\\.toml|gradle\\.properties|build\\.[a-z]+|rollup[^/]*|[^/]*\\.csproj)$");

    private final String text;
    private final Pattern paths;

    Kind(String text, String paths) {
      this.text = text;
      this.paths = Pattern.compile(paths);
    }

    /** For people. */
    String text() {
      return text;
    }

    boolean fits(RepoPath path) {
      return paths.matcher(path.value().toLowerCase(Locale.ROOT)).find();
    }
  }

  private static final Pattern LEAD =
      Pattern.compile(
          "^\\s*(?:\\[([\\w ./,-]{2,40})\\]|([\\w./-]{2,40})(?:\\(([^)]{1,60})\\))?!?:(?=\\s))");
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w/.])[\\w@.+-]*(?:/[\\w@.+-]+)+/?|(?<![\\w.])\\.?[\\w+-]+\\.[a-zA-Z]\\w{0,9}(?![\\w(])");
  private static final Pattern MARKED = Pattern.compile("`([^`]+)`|(?<!\\w)([A-Za-z_]\\w*)\\(");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z_$][\\w$]*");
  private static final Pattern NUMBERS = Pattern.compile("\\(#\\d+\\)|#\\d+|https?://\\S+");

  private static final Set<String> CHANGE_TYPES =
      Set.of(
          "feat",
          "feature",
          "fix",
          "bugfix",
          "hotfix",
          "refactor",
          "perf",
          "style",
          "chore",
          "types",
          "type",
          "dx",
          "release",
          "revert",
          "wip",
          "docs",
          "doc",
          "test",
          "tests",
          "ci",
          "workflow",
          "build",
          "deps",
          "security",
          "sfc");

  private static final Map<String, Kind> KIND_WORDS =
      Map.ofEntries(
          Map.entry("docs", Kind.DOCS),
          Map.entry("doc", Kind.DOCS),
          Map.entry("documentation", Kind.DOCS),
          Map.entry("document", Kind.DOCS),
          Map.entry("readme", Kind.DOCS),
          Map.entry("changelog", Kind.DOCS),
          Map.entry("typo", Kind.DOCS),
          Map.entry("typos", Kind.DOCS),
          Map.entry("spelling", Kind.DOCS),
          Map.entry("javadoc", Kind.DOCS),
          Map.entry("test", Kind.TEST),
          Map.entry("tests", Kind.TEST),
          Map.entry("testing", Kind.TEST),
          Map.entry("ci", Kind.CI),
          Map.entry("workflow", Kind.CI),
          Map.entry("workflows", Kind.CI),
          Map.entry("travis", Kind.CI),
          Map.entry("appveyor", Kind.CI),
          Map.entry("actions", Kind.CI),
          Map.entry("build", Kind.BUILD),
          Map.entry("bump", Kind.BUILD),
          Map.entry("upgrade", Kind.BUILD),
          Map.entry("dependency", Kind.BUILD),
          Map.entry("dependencies", Kind.BUILD),
          Map.entry("deps", Kind.BUILD),
          Map.entry("cmake", Kind.BUILD),
          Map.entry("gradle", Kind.BUILD),
          Map.entry("maven", Kind.BUILD),
          Map.entry("version", Kind.BUILD));

  /** They say that something changes, not what. */
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "a",
          "an",
          "the",
          "of",
          "to",
          "in",
          "on",
          "for",
          "and",
          "or",
          "with",
          "without",
          "by",
          "from",
          "into",
          "at",
          "as",
          "is",
          "are",
          "be",
          "it",
          "its",
          "this",
          "that",
          "when",
          "if",
          "not",
          "no",
          "so",
          "do",
          "does",
          "can",
          "we",
          "our",
          "all",
          "some",
          "more",
          "add",
          "adds",
          "added",
          "adding",
          "fix",
          "fixes",
          "fixed",
          "fixing",
          "update",
          "updates",
          "updated",
          "remove",
          "removes",
          "removed",
          "removing",
          "use",
          "uses",
          "using",
          "used",
          "make",
          "makes",
          "change",
          "changes",
          "changed",
          "improve",
          "improves",
          "improved",
          "improvement",
          "improvements",
          "refactor",
          "refactoring",
          "support",
          "supports",
          "allow",
          "allows",
          "ensure",
          "implement",
          "implements",
          "new",
          "better",
          "clean",
          "cleanup",
          "up",
          "minor",
          "bug",
          "bugs",
          "issue",
          "issues",
          "code",
          "merge",
          "pull",
          "request",
          "branch",
          "feat",
          "chore",
          "only",
          "also",
          "should",
          "after",
          "before",
          "instead",
          "via",
          "about",
          "other",
          "small",
          "simplify",
          "correct",
          "correctly",
          "missing",
          "handle",
          "wrong",
          "now",
          "default",
          "close",
          "closes",
          "fixup",
          "than",
          "there",
          "was",
          "were",
          "will",
          "you",
          "your",
          "them",
          "they",
          "their",
          "which",
          "while",
          "has",
          "have",
          "how",
          "what");

  GoalText {
    kinds = List.copyOf(kinds);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
    names = List.copyOf(names);
  }

  /**
   * Reads a goal.
   *
   * @param more what is said besides, which counts half
   */
  static GoalText of(String goal, List<String> more) {
    var reading = new Reading();
    reading.read(goal, 1.0);
    more.forEach(text -> reading.read(text, 0.5));
    return new GoalText(
        List.copyOf(reading.kinds),
        List.copyOf(reading.tags),
        List.copyOf(reading.paths),
        List.copyOf(reading.names),
        reading.words,
        reading.spellings);
  }

  /** A name or a word as the goal spells it. */
  String written(String stem) {
    return spellings.getOrDefault(stem, stem);
  }

  private static final class Reading {
    /** What stands in front was put there to say where. */
    private static final double TAG_WEIGHT = 1.5;

    private final Set<Kind> kinds = new LinkedHashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Double> words = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    void read(String text, double weight) {
      var plain = NUMBERS.matcher(text).replaceAll(" ");
      var rest = lead(plain);
      PATH.matcher(rest).results().forEach(found -> paths.add(trimmed(found.group())));
      MARKED
          .matcher(rest)
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .flatMap(marked -> TOKEN.matcher(marked).results())
          .forEach(token -> codeName(token.group()));
      TOKEN.matcher(rest).results().forEach(token -> token(token.group(), weight));
    }

    /** Takes in what stands in front of the colon, and gives the rest. */
    private String lead(String text) {
      var lead = LEAD.matcher(text);
      if (!lead.find()) {
        return text;
      }
      var inBrackets = lead.group(1);
      var first = lead.group(2);
      var parts = new ArrayList<String>();
      if (inBrackets != null) {
        parts.addAll(List.of(inBrackets.split("[,/ ]+", -1)));
      } else {
        kind(first);
        if (!CHANGE_TYPES.contains(first.toLowerCase(Locale.ROOT))) {
          parts.addAll(List.of(first.split("[,/ ]+", -1)));
        }
        if (lead.group(3) != null) {
          parts.addAll(List.of(lead.group(3).split("[,/ ]+", -1)));
        }
      }
      for (var part : parts) {
        if (!part.isBlank()) {
          kind(part);
          tags.add(FileWords.joined(part));
          Stems.parts(part).forEach(word -> word(word, TAG_WEIGHT));
        }
      }
      return text.substring(lead.end());
    }

    private void token(String token, double weight) {
      kind(token);
      var parts = Stems.parts(token);
      if (parts.size() > 1) {
        codeName(token);
      }
      for (var part : parts) {
        if (!EMPTY_WORDS.contains(part)) {
          word(part, weight);
        }
      }
    }

    private void codeName(String name) {
      names.add(FileWords.joined(name));
      spellings.putIfAbsent(FileWords.joined(name), name);
    }

    private void word(String word, double weight) {
      if (word.length() > 1 && !Character.isDigit(word.charAt(0))) {
        var stem = Stems.stem(word);
        words.merge(stem, weight, Math::max);
        spellings.putIfAbsent(stem, word);
      }
    }

    private void kind(String word) {
      var kind = KIND_WORDS.get(word.toLowerCase(Locale.ROOT));
      if (kind != null) {
        kinds.add(kind);
      }
    }

    private static String trimmed(String path) {
      return path.replaceAll("^\\./|[.,;:]+$", "");
    }
  }
}
