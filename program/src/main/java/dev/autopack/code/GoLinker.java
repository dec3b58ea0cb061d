package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Go: the folder that an import's path means in its module, or among the vendored packages; and of
 * the own package the files that define what is named.
 */
final class GoLinker implements Linker {
  private static final String TESTS = " tests";

  private final KnownFiles files;
  private final Map<RepoPath, SourceFacts> facts;

  /** Module path, and the folder of its {@code go.mod}. */
  private final Map<String, String> modules = new HashMap<>();

  /** The folders that hold a folder of vendored packages. */
  private final Set<String> vendors = new HashSet<>();

  private final Map<String, Definers> packages = new HashMap<>();
  private final Map<String, List<RepoPath>> imported = new HashMap<>();

  GoLinker(KnownFiles files, Map<RepoPath, SourceFacts> facts, Texts texts) {
    this.files = files;
    this.facts = facts;
    for (var path : files.named("go.mod")) {
      texts.text(path).ifPresent(text -> addModule(path.folder(), text));
    }
    for (var path : files.all()) {
      var folder = "/" + path.folder();
      for (int at = folder.indexOf("/vendor/"); at >= 0; at = folder.indexOf("/vendor/", at + 1)) {
        vendors.add(folder.substring(Math.min(1, at), at));
      }
    }
    facts.forEach((path, known) -> {
      if (path.extension().equals("go")) {
        var definers = packages.computeIfAbsent(home(path, known), _ -> new Definers());
        known.definitions().forEach(name -> definers.add(name, path));
      }
    });
  }

  /** What tests define is seen by tests alone: the package is built without them. */
  private static String home(RepoPath path, SourceFacts known) {
    var own = path.folder() + " " + known.unit();
    return TestNames.isTest(path) ? own + TESTS : own;
  }

  private void addModule(String folder, String text) {
    text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("module") && line.length() > 7)
        .map(line -> line.substring(7).strip().split("\\s", 2)[0].replace("\"", ""))
        .findFirst()
        .ifPresent(name -> modules.putIfAbsent(name, folder));
  }

  @Override
  public void link(RepoPath importer, SourceFacts known, Consumer<RepoPath> to) {
    var own = importer.folder() + " " + known.unit();
    packages.getOrDefault(own, Definers.NONE).named(known.words(), importer, to);
    if (TestNames.isTest(importer)) {
      packages.getOrDefault(own + TESTS, Definers.NONE).named(known.words(), importer, to);
    }
    for (var name : known.imports()) {
      imported(importer, name).forEach(to);
    }
  }

  private List<RepoPath> imported(RepoPath importer, String name) {
    if (name.startsWith("./") || name.startsWith("../")) {
      return inPackage(KnownFiles.join(importer.folder(), name));
    }
    if (!vendors.isEmpty()) {
      for (var folder : KnownFiles.upwards(importer.folder())) {
        var vendored =
            vendors.contains(folder)
                ? inPackage(KnownFiles.join(folder, "vendor/" + name))
                : List.<RepoPath>of();
        if (!vendored.isEmpty()) {
          return vendored;
        }
      }
    }
    return imported.computeIfAbsent(name, this::inModule);
  }

  private List<RepoPath> inModule(String name) {
    // Modules nest; the longest path that fits is the one meant.
    for (var module = name; !module.isEmpty(); module = KnownFiles.parent(module)) {
      var folder = modules.get(module);
      if (folder != null) {
        var below = name.substring(module.length());
        return inPackage(KnownFiles.join(folder, below.startsWith("/") ? below.substring(1) : ""));
      }
    }
    // The language's own library has no name before its packages.
    var library = modules.get("std");
    if (library != null && isOfLibrary(name)) {
      return inPackage(KnownFiles.join(library, name));
    }
    return modules.isEmpty() ? bySuffix(name) : List.of();
  }

  private static boolean isOfLibrary(String name) {
    var slash = name.indexOf('/');
    return (slash < 0 ? name : name.substring(0, slash)).indexOf('.') < 0;
  }

  /** Where no module says what it is called: the longest end of the path that is a folder. */
  private List<RepoPath> bySuffix(String name) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      var found = inPackage(name.substring(slash + 1));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<RepoPath> inPackage(String folder) {
    if (!files.isFolder(folder)) {
      return List.of();
    }
    var sources =
        files.inFolder(folder).stream()
            .filter(file -> file.extension().equals("go") && !TestNames.isTest(file))
            .toList();
    // Programs that only generate the package stand beside it.
    var own = sources.stream().filter(file -> !isProgram(file)).toList();
    return own.isEmpty() ? sources : own;
  }

  private boolean isProgram(RepoPath file) {
    var known = facts.get(file);
    return known != null && known.unit().equals("main");
  }
}
