package dev.autopack.gate;

import dev.autopack.code.Definition;
import dev.autopack.code.Language;
import dev.autopack.code.Reading;
import dev.autopack.code.References;
import dev.autopack.code.SourceFiles;
import dev.autopack.code.SourceReader;
import dev.autopack.code.TestNames;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds public functions and types that a phase adds and that no other file names: not a test, not
 * a page, not a settings file.
 *
 * <p>By the word alone, so that a finding is sure. Wherever something may still reach it that no
 * word tells of, a framework, a plug-in folder, a later phase, it is told and does not block.
 */
final class Reachability {
  private static final Pattern ENTRY_NAME =
      Pattern.compile(
          "(?i)(?:main|__main__|__init__|index|cli|app|application|manage|setup|conftest|settings"
              + "|config|wsgi|asgi|urls|routes|mod|lib|build|program|startup|server|plugin|.*\\.config"
              + "|.*\\.d)\\.\\w+");

  private static final Set<String> ENTRY_FOLDERS =
      Set.of(
          "bin",
          "scripts",
          "cmd",
          "examples",
          "example",
          "docs",
          "doc",
          "migrations",
          "benchmarks",
          "bench",
          "benches",
          "tools",
          "plugins",
          "pages",
          "fixtures");

  private static final Pattern RUNS_ITSELF =
      Pattern.compile("\\A#!|__name__\\s*==|(?m:^package main\\b)|\\bstatic void main\\b");

  private static final Pattern HAS_SUPERTYPE =
      Pattern.compile("\\b(?:extends|implements)\\b|\\bclass\\s+\\w+\\s*[(:]|\\bdefault\\b");

  private static final Pattern MARKED = Pattern.compile("\\s*(?:@|\\[|#\\[).*");
  private static final int MAX_SIBLINGS = 20;
  private static final int MAX_OTHER_FILES = 3_000;

  private final ManifestQuestion question;
  private final Tree after;
  private final Set<String> planned;
  private Optional<References> references = Optional.empty();

  Reachability(ManifestQuestion question) {
    this.question = question;
    this.after = question.after();
    this.planned =
        question.planned().stream()
            .flatMap(file -> file.symbols().stream())
            .map(symbol -> new SymbolName(symbol).name())
            .collect(Collectors.toSet());
  }

  /** What blocks, and what is only told. */
  record Result(List<GateFinding> findings, List<String> told) {}

  Result check() {
    var findings = new ArrayList<GateFinding>();
    var told = new ArrayList<String>();
    for (var path : question.changed()) {
      if (after.contains(path) && Language.of(path).isPresent() && !TestNames.isTest(path)) {
        for (var each : unnamed(path, added(path))) {
          var what = "'%s' in '%s', line %d,".formatted(each.name(), path, each.line());
          var doubt = doubt(path, each);
          doubt.ifPresentOrElse(
              why -> told.add("%s is named by no other file: %s".formatted(what, why)),
              () ->
                  findings.add(
                      GateFinding.of(
                          "unreachable",
                          path + " " + each.qualifiedName(),
                          "",
                          what
                              + " is new and public, and no other file names it, not even a test;"
                              + " use it, test it, make it private, or leave it out")));
        }
      }
    }
    return new Result(findings, told);
  }

  /** The file's own public functions and types that were not in it before. */
  private List<Definition> added(RepoPath path) {
    var old =
        definitions(question.before(), path).stream()
            .map(Definition::qualifiedName)
            .collect(Collectors.toSet());
    if (question.before().contains(path) && old.isEmpty()) {
      return List.of();
    }
    return offered(after, path).stream()
        .filter(each -> !old.contains(each.qualifiedName()))
        .toList();
  }

  private static List<Definition> offered(Tree tree, RepoPath path) {
    var all = definitions(tree, path);
    var spaces =
        all.stream()
            .filter(each -> each.kind().group() == Definition.Group.SPACE)
            .map(Definition::qualifiedName)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(each -> each.scope().isEmpty() || spaces.contains(each.scope()))
        .filter(each -> each.visibility() == Definition.Visibility.PUBLIC)
        .filter(Reachability::isOffer)
        .toList();
  }

  private static boolean isOffer(Definition each) {
    return switch (each.kind().group()) {
      case CALLABLE, TYPE -> !each.name().equals("main");
      case VALUE, SPACE, MACRO, PROTOTYPE -> false;
    };
  }

  /** None of a file with syntax errors: nothing sure can be said of it. */
  private static List<Definition> definitions(Tree tree, RepoPath path) {
    return SourceFiles.text(tree, path)
        .map(text -> SourceReader.read(path, text))
        .map(reading ->
            reading instanceof Reading.Read(var outline) && outline.problems().isEmpty()
                ? outline.definitions()
                : List.<Definition>of())
        .orElse(List.of());
  }

  private List<Definition> unnamed(RepoPath path, List<Definition> added) {
    return added.stream().filter(each -> !isNamed(path, each)).toList();
  }

  private boolean isNamed(RepoPath path, Definition each) {
    var known = references();
    var lines =
        definitions(after, path).stream()
            .filter(other -> other.name().equals(each.name()))
            .map(Definition::line)
            .collect(Collectors.toSet());
    return known.outside(path, each.name()).isPresent()
        || !lines.containsAll(known.lines(path, each.name()))
        || isNamedByOtherTexts(path, each.name());
  }

  private References references() {
    if (references.isEmpty()) {
      references = Optional.of(References.in(after, after.paths(), question.words()));
    }
    return references.get();
  }

  /** Settings, pages and sources of another family, where any mention counts. */
  private boolean isNamedByOtherTexts(RepoPath path, String name) {
    var family = Language.of(path).orElseThrow();
    var others =
        after.paths().stream()
            .filter(other -> Language.of(other).filter(family::mixesWith).isEmpty())
            .limit(MAX_OTHER_FILES)
            .toList();
    var word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
    var found = new boolean[1];
    SourceFiles.texts(
        after, others, (_, text) -> found[0] |= text.contains(name) && word.matcher(text).find());
    return found[0];
  }

  /** Why it may be meant so; empty where nothing speaks for it. */
  private Optional<String> doubt(RepoPath path, Definition each) {
    if (planned.contains(each.name())) {
      return Optional.of("the plan asks for it");
    }
    if (isEntry(path)) {
      return Optional.of("its file is one that is run or found from outside");
    }
    if (HAS_SUPERTYPE.matcher(each.signature()).find() || isMarked(path, each)) {
      return Optional.of("what it extends or is marked with may find it");
    }
    return hasSuchSiblings(path)
        ? Optional.of("files beside it are found without their names, too")
        : Optional.empty();
  }

  private boolean isEntry(RepoPath path) {
    var folders = path.folder().split("/", -1);
    return ENTRY_NAME.matcher(path.fileName()).matches()
        || java.util.Arrays.stream(folders).anyMatch(ENTRY_FOLDERS::contains)
        || after.find(path).filter(entry -> entry.kind() == Tree.Kind.EXECUTABLE).isPresent()
        || RUNS_ITSELF.matcher(SourceFiles.text(after, path).orElse("")).find();
  }

  /** By a decorator, an annotation or an attribute, in its line or above it. */
  private boolean isMarked(RepoPath path, Definition each) {
    var lines = SourceFiles.text(after, path).orElse("").lines().toList();
    for (int line = each.line(); line >= Math.max(1, each.line() - 1); line--) {
      if (line <= lines.size() && MARKED.matcher(lines.get(line - 1)).matches()) {
        return true;
      }
    }
    return false;
  }

  private boolean hasSuchSiblings(RepoPath path) {
    var language = Language.of(path);
    return question.before().paths().stream()
        .filter(other -> other.folder().equals(path.folder()) && !other.equals(path))
        .filter(other -> Language.of(other).equals(language) && !TestNames.isTest(other))
        .filter(after::contains)
        .limit(MAX_SIBLINGS)
        .anyMatch(other ->
            !isEntry(other) && !unnamed(other, offered(question.before(), other)).isEmpty());
  }
}
