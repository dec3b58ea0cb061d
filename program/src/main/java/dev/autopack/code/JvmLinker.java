package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Java and Kotlin: by the full names of what files define. A file imports also what it names of its
 * own package, since there no import says so; of a package imported whole only what it names.
 */
final class JvmLinker implements Linker {
  private static final Pattern SOURCE_ROOT = Pattern.compile("^(.*/)?src/[^/]+/(?:java|kotlin)/");

  private final Map<String, List<RepoPath>> byName = new HashMap<>();
  private final Map<String, Definers> packages = new HashMap<>();

  JvmLinker(KnownFiles files, Map<RepoPath, SourceFacts> facts) {
    for (var path : files.all()) {
      if (Language.of(path).filter(Language.JAVA::mixesWith).isPresent()) {
        var known = facts.get(path);
        addAll(path, known == null ? SourceFacts.of(List.of()) : known);
      }
    }
  }

  private void addAll(RepoPath path, SourceFacts facts) {
    var unit = unit(path, facts);
    var name = path.fileName();
    var stem = name.substring(0, name.lastIndexOf('.'));
    // Also where the file is still to be written, and how Java names what stands free in Kotlin.
    add(unit, name.endsWith(".java") || facts.definitions().isEmpty() ? stem : stem + "Kt", path);
    facts.definitions().stream()
        .filter(defined -> !name.endsWith(".java") || !defined.equals(stem))
        .forEach(defined -> add(unit, defined, path));
  }

  private void add(String unit, String name, RepoPath path) {
    var plain = name.startsWith(".") ? name.substring(1) : name;
    var files = byName.computeIfAbsent(join(unit, plain), _ -> new ArrayList<>(1));
    if (!files.contains(path)) {
      files.add(path);
    }
    packages.computeIfAbsent(unit, _ -> new Definers()).add(name, path);
  }

  private static String unit(RepoPath path, SourceFacts facts) {
    if (!facts.unit().isEmpty()) {
      return facts.unit();
    }
    // By the folder, so that a planned file has a package too.
    var folder = SOURCE_ROOT.matcher(path.folder() + "/").replaceFirst("");
    return folder.replaceFirst("/$", "").replace('/', '.');
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    packages.getOrDefault(unit(importer, facts), Definers.NONE).named(facts.words(), importer, to);
    for (var name : facts.imports()) {
      if (name.endsWith(".*")) {
        var whole = name.substring(0, name.length() - 2);
        var inside = packages.get(whole);
        if (inside != null) {
          inside.named(facts.words(), importer, to);
          continue;
        }
        type(importer, whole, to);
      } else {
        type(importer, name, to);
      }
    }
  }

  /** What is defined under the name, or under the names it lies in. */
  private void type(RepoPath importer, String name, Consumer<RepoPath> to) {
    for (var each = name; !each.isEmpty(); each = outer(each)) {
      var found = byName.get(each);
      if (found != null) {
        KnownFiles.nearest(importer, found).forEach(to);
        return;
      }
    }
  }

  private static String outer(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static String join(String unit, String name) {
    return unit.isEmpty() ? name : unit + "." + name;
  }
}
