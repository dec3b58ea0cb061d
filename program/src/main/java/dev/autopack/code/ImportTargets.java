package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files of the repository that an imported name means. What lies outside (a library, the
 * language's own modules) is not found, and that is no error.
 */
final class ImportTargets {
  private static final Pattern GO_MODULE = Pattern.compile("(?m)^module[ \\t]+\"?([^\\s\"]+)");
  private static final Pattern CRATE =
      Pattern.compile("(?s)\\[package\\][^\\[]*?\\bname\\s*=\\s*\"([^\"]+)\"");
  private static final List<String> SCRIPT_ENDS =
      List.of(
          "",
          ".js",
          ".ts",
          ".jsx",
          ".tsx",
          ".mjs",
          ".cjs",
          ".mts",
          ".vue",
          "/index.js",
          "/index.ts",
          "/index.jsx",
          "/index.tsx",
          "/index.mjs");

  private final Set<RepoPath> known;
  private final Map<String, List<RepoPath>> byFolder = new HashMap<>();
  private final Map<String, List<RepoPath>> byName = new HashMap<>();

  /** Folder of each {@code go.mod}, and its module path. */
  private final Map<String, String> goModules = new HashMap<>();

  /** Name of each crate as code writes it, and its folder. */
  private final Map<String, String> crates = new HashMap<>();

  ImportTargets(Set<RepoPath> known, Function<RepoPath, Optional<String>> texts) {
    this.known = known;
    for (var path : known) {
      byFolder.computeIfAbsent(path.folder(), _ -> new ArrayList<>()).add(path);
      byName.computeIfAbsent(path.fileName(), _ -> new ArrayList<>()).add(path);
    }
    named("go.mod")
        .forEach(path ->
            first(GO_MODULE, texts.apply(path))
                .ifPresent(module -> goModules.put(path.folder(), module)));
    named("Cargo.toml")
        .forEach(path ->
            first(CRATE, texts.apply(path))
                .ifPresent(name -> crates.put(name.replace('-', '_'), path.folder())));
  }

  Collection<RepoPath> find(Language language, RepoPath importer, String name) {
    return switch (language) {
      case JAVA -> java(name);
      case PYTHON -> python(importer, name);
      case JAVASCRIPT, TYPESCRIPT -> script(importer, name);
      case GO -> go(name);
      case RUST -> rust(importer, name);
      case KOTLIN, CSHARP, C, CPP -> List.of();
    };
  }

  List<RepoPath> inFolder(String folder) {
    return byFolder.getOrDefault(folder, List.of());
  }

  List<RepoPath> named(String fileName) {
    return byName.getOrDefault(fileName, List.of());
  }

  private Collection<RepoPath> java(String name) {
    if (name.endsWith(".*")) {
      var folder = name.substring(0, name.length() - 2).replace('.', '/');
      var inPackage =
          byFolder.entrySet().stream()
              .filter(entry -> endsWithFolder(entry.getKey(), folder))
              .flatMap(entry -> entry.getValue().stream())
              .filter(path -> path.extension().equals("java"))
              .toList();
      // A static wildcard names a type, not a package.
      return inPackage.isEmpty() ? javaType(folder) : inPackage;
    }
    return javaType(name.replace('.', '/'));
  }

  /** The type's own file, or that of the type it lies in. */
  private Collection<RepoPath> javaType(String slashed) {
    for (var type = slashed; type.contains("/"); type = parent(type)) {
      var end = type + ".java";
      var found =
          named(end.substring(end.lastIndexOf('/') + 1)).stream()
              .filter(path -> path.value().equals(end) || path.value().endsWith("/" + end))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private Collection<RepoPath> python(RepoPath importer, String name) {
    int dots = 0;
    while (dots < name.length() && name.charAt(dots) == '.') {
      dots++;
    }
    var slashed = name.substring(dots).replace('.', '/');
    if (dots > 0) {
      var folder = importer.folder();
      for (int i = 1; i < dots; i++) {
        folder = parent(folder);
      }
      return pythonModule(join(folder, slashed));
    }
    for (var root : (Iterable<String>) pythonRoots(importer)::iterator) {
      var found = pythonModule(join(root, slashed));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The importer's folder and all above it, each with its {@code src}. */
  private static Stream<String> pythonRoots(RepoPath importer) {
    var roots = new ArrayList<String>();
    for (var folder = importer.folder(); ; folder = parent(folder)) {
      roots.add(folder);
      roots.add(join(folder, "src"));
      if (folder.isEmpty()) {
        return roots.stream();
      }
    }
  }

  private Collection<RepoPath> pythonModule(String slashed) {
    return first(Stream.of(slashed + ".py", join(slashed, "__init__.py"), slashed + ".pyi"));
  }

  private Collection<RepoPath> script(RepoPath importer, String name) {
    if (!name.startsWith(".")) {
      return List.of();
    }
    var target = join(importer.folder(), name.replaceFirst("[?#].*$", ""));
    var stem = target.replaceFirst("\\.(js|mjs|cjs|jsx)$", "");
    return first(Stream.of(target, stem).flatMap(base -> SCRIPT_ENDS.stream().map(base::concat)));
  }

  private Collection<RepoPath> go(String name) {
    // Modules nest; the longest path that fits is the one meant.
    return goModules.entrySet().stream()
        .filter(module -> (name + "/").startsWith(module.getValue() + "/"))
        .max(Comparator.comparingInt(module -> module.getValue().length()))
        .map(module -> {
          var below = name.substring(module.getValue().length()).replaceFirst("^/", "");
          return inFolder(join(module.getKey(), below)).stream()
              .filter(file -> file.extension().equals("go") && !TestNames.isTest(file))
              .toList();
        })
        .orElse(List.of());
  }

  private Collection<RepoPath> rust(RepoPath importer, String name) {
    var segments = List.of(name.split("::", -1));
    var rest = segments.subList(1, segments.size());
    var own = moduleFolder(importer);
    return switch (segments.getFirst()) {
      case "self" -> rustModule(own, rest, Optional.empty());
      case "super" -> {
        var folder = parent(own);
        while (!rest.isEmpty() && rest.getFirst().equals("super")) {
          folder = parent(folder);
          rest = rest.subList(1, rest.size());
        }
        yield rustModule(folder, rest, Optional.of(folder));
      }
      case "crate" -> {
        var source = join(crateFolder(importer), "src");
        yield rustModule(source, rest, Optional.of(source));
      }
      default -> {
        var crate = crates.get(segments.getFirst());
        yield crate == null
            ? rustModule(own, segments, Optional.empty())
            : rustModule(join(crate, "src"), rest, Optional.of(join(crate, "src")));
      }
    };
  }

  /** The deepest module the segments reach; what follows it is an item inside. */
  private Collection<RepoPath> rustModule(
      String folder, List<String> segments, Optional<String> fallback) {
    for (int length = segments.size(); length > 0; length--) {
      var base = join(folder, String.join("/", segments.subList(0, length)));
      var found = first(Stream.of(base + ".rs", join(base, "mod.rs")));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return fallback
        .map(root ->
            first(
                Stream.of(
                    join(root, "lib.rs"),
                    join(root, "mod.rs"),
                    root + ".rs",
                    join(root, "main.rs"))))
        .orElse(List.of());
  }

  /** Where the modules that a file declares lie. */
  private static String moduleFolder(RepoPath file) {
    var folder = file.folder();
    var name = file.fileName();
    var last = folder.substring(folder.lastIndexOf('/') + 1);
    boolean isRoot =
        Set.of("lib.rs", "main.rs", "mod.rs", "build.rs").contains(name)
            || Set.of("tests", "examples", "benches", "bin").contains(last);
    return isRoot ? folder : join(folder, name.replaceFirst("\\.rs$", ""));
  }

  private String crateFolder(RepoPath file) {
    for (var folder = file.folder(); !folder.isEmpty(); folder = parent(folder)) {
      if (find(join(folder, "Cargo.toml")).isPresent()) {
        return folder;
      }
    }
    return "";
  }

  private Collection<RepoPath> first(Stream<String> candidates) {
    return candidates.flatMap(text -> find(text).stream()).limit(1).toList();
  }

  private Optional<RepoPath> find(String text) {
    try {
      return Optional.of(new RepoPath(text)).filter(known::contains);
    } catch (IllegalArgumentException _) {
      // An import may climb out of the repository; then it means nothing in here.
      return Optional.empty();
    }
  }

  private static Optional<String> first(Pattern pattern, Optional<String> text) {
    return text.map(pattern::matcher).filter(found -> found.find()).map(found -> found.group(1));
  }

  private static boolean endsWithFolder(String folder, String end) {
    return folder.equals(end) || folder.endsWith("/" + end);
  }

  private static String join(String folder, String name) {
    if (name.isEmpty()) {
      return folder;
    }
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String parent(String folder) {
    var slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
