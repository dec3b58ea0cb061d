package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * C#: a file imports those files of the namespaces it sees (its own, those round it, and the used
 * ones) that define a type it names.
 */
final class CsharpLinker implements Linker {
  private final KnownFiles files;
  private final Map<String, Definers> namespaces = new HashMap<>();
  private final Map<String, List<RepoPath>> types = new HashMap<>();

  /** Folders with a project file. */
  private final Set<String> projects = new HashSet<>();

  /** What a project's files use in all of them. */
  private final Map<String, Set<String>> everywhere = new HashMap<>();

  CsharpLinker(KnownFiles files, Map<RepoPath, SourceFacts> facts) {
    this.files = files;
    for (var path : files.all()) {
      if (path.extension().equals("csproj")) {
        projects.add(path.folder());
      }
    }
    for (var path : files.all()) {
      if (path.extension().equals("cs")) {
        var known = facts.get(path);
        if (known == null) {
          define(join(siblings(path, facts), stem(path)), path);
        } else {
          known.definitions().forEach(name -> define(name, path));
          known.imports().stream()
              .filter(name -> name.startsWith(CsharpImports.GLOBAL))
              .forEach(name -> useEverywhere(path, name));
        }
      }
    }
  }

  /** The namespace of the files beside one that is still to be written. */
  private String siblings(RepoPath path, Map<RepoPath, SourceFacts> facts) {
    return files.inFolder(path.folder()).stream()
        .flatMap(other -> Optional.ofNullable(facts.get(other)).stream())
        .map(known -> known.unit().split(" ", 2)[0])
        .filter(unit -> !unit.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String stem(RepoPath path) {
    var name = path.fileName();
    return name.substring(0, name.indexOf('.'));
  }

  private void define(String name, RepoPath path) {
    var dot = name.lastIndexOf('.');
    namespaces
        .computeIfAbsent(dot < 0 ? "" : name.substring(0, dot), _ -> new Definers())
        .add(name.substring(dot + 1), path);
    types.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(path);
  }

  private void useEverywhere(RepoPath path, String name) {
    everywhere
        .computeIfAbsent(project(path), _ -> new LinkedHashSet<>())
        .add(name.substring(CsharpImports.GLOBAL.length()));
  }

  private String project(RepoPath path) {
    return KnownFiles.upwards(path.folder()).stream()
        .filter(projects::contains)
        .findFirst()
        .orElse("");
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    var around = new LinkedHashSet<String>();
    around.add("");
    for (var unit : facts.unit().split(" ", -1)) {
      for (var each = unit; !each.isEmpty(); each = outer(each)) {
        around.add(each);
      }
    }
    var seen = new LinkedHashSet<>(around);
    var used = new LinkedHashSet<>(everywhere.getOrDefault(project(importer), Set.of()));
    facts.imports().stream()
        .filter(name -> !name.startsWith(CsharpImports.GLOBAL))
        .forEach(used::add);
    for (var name : used) {
      // A used name may be written as it is seen from the namespaces round it.
      for (var outer : around) {
        var full = join(outer, name);
        seen.add(full);
        KnownFiles.nearest(importer, types.getOrDefault(full, List.of())).forEach(to);
      }
    }
    for (var namespace : seen) {
      var definers = namespaces.get(namespace);
      if (definers != null) {
        definers.named(facts.words(), importer, to);
      }
    }
  }

  private static String outer(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static String join(String outer, String name) {
    return outer.isEmpty() ? name : outer + "." + name;
  }
}
