package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * JavaScript and TypeScript: relative names, the compiler's aliases, and the packages of the
 * repository by their names, what they export traced back from built files to their sources.
 */
final class ScriptLinker implements Linker {
  private static final List<String> TYPED_ENDS =
      List.of(
          ".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte");
  private static final List<String> PLAIN_ENDS =
      List.of(
          ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".d.ts", ".mts", ".cts", ".vue", ".svelte");
  private static final List<String> BUILT_ENDS =
      List.of(".d.ts", ".d.mts", ".d.cts", ".js", ".jsx", ".mjs", ".cjs");
  private static final List<String> BUILT_FOLDERS =
      List.of("dist/", "lib/", "build/", "out/", "es/", "esm/", "cjs/", "types/");

  private final KnownFiles files;
  private final Texts texts;
  private final ScriptAliases aliases;

  /** The folder of each package of the repository, by its name. */
  private final Map<String, String> packages = new HashMap<>();

  ScriptLinker(KnownFiles files, Texts texts) {
    this.files = files;
    this.texts = texts;
    this.aliases = new ScriptAliases(files, texts);
    for (var path : files.named("package.json")) {
      LooseJson.string(LooseJson.object(texts.text(path)), "name")
          .ifPresent(name -> packages.putIfAbsent(name, path.folder()));
    }
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    for (var name : facts.imports()) {
      find(importer, name).ifPresent(to);
    }
  }

  private Optional<RepoPath> find(RepoPath importer, String asked) {
    int query = asked.indexOf('?');
    var name = query < 0 ? asked : asked.substring(0, query);
    if (name.startsWith(".")) {
      return file(importer, KnownFiles.join(importer.folder(), name));
    }
    for (var target : aliases.targets(importer.folder(), name)) {
      var found = file(importer, target);
      if (found.isPresent()) {
        return found;
      }
    }
    return name.startsWith("#") ? inside(importer, name) : inPackage(importer, name);
  }

  /** A name that the importer's own package gives its files. */
  private Optional<RepoPath> inside(RepoPath importer, String name) {
    for (var folder : KnownFiles.upwards(importer.folder())) {
      var path = files.find(KnownFiles.join(folder, "package.json"));
      if (path.isPresent()) {
        var own = LooseJson.object(LooseJson.object(texts.text(path.get())), "imports");
        return exported(importer, folder, own, name);
      }
    }
    return Optional.empty();
  }

  private Optional<RepoPath> inPackage(RepoPath importer, String name) {
    for (var each = name; !each.isEmpty(); each = KnownFiles.parent(each)) {
      var folder = packages.get(each);
      if (folder != null) {
        var below = name.substring(each.length());
        return entry(importer, folder, below.isEmpty() ? "" : below.substring(1));
      }
    }
    // What many builds call the folder of the sources, said in settings that are programs.
    for (var mark : List.of("@/", "~/")) {
      if (name.startsWith(mark)) {
        for (var folder : KnownFiles.upwards(importer.folder())) {
          var below = "src/" + name.substring(mark.length());
          var found = file(importer, KnownFiles.join(folder, below));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return name.startsWith("@") ? ofScope(importer, name) : Optional.empty();
  }

  /**
   * A package of a scope whose settings are not there, or not yet: {@code @shop/cart} is the folder
   * {@code cart} where one alone of that name has an entry.
   */
  private Optional<RepoPath> ofScope(RepoPath importer, String name) {
    var parts = name.split("/", 3);
    if (parts.length != 2 || parts[0].length() < 2) {
      return Optional.empty();
    }
    var folders = files.foldersNamed(parts[1]);
    return folders.size() == 1 && !packages.containsValue(folders.getFirst())
        ? firstSource(importer, folders.getFirst(), List.of("src/index", "index"))
        : Optional.empty();
  }

  /** What a package gives under a path inside it. */
  private Optional<RepoPath> entry(RepoPath importer, String folder, String below) {
    var settings =
        LooseJson.object(files.find(KnownFiles.join(folder, "package.json")).flatMap(texts::text));
    var exports = settings.get("exports");
    var key = below.isEmpty() ? "." : "./" + below;
    if (exports instanceof Map<?, ?> map) {
      var keyed = map.keySet().stream().anyMatch(it -> it.toString().startsWith("."));
      var found = exported(importer, folder, keyed ? map : Map.of(".", map), key);
      if (found.isPresent()) {
        return found;
      }
    }
    var named = new ArrayList<String>();
    if (below.isEmpty()) {
      if (exports instanceof String only) {
        named.add(only);
      }
      for (var field : List.of("source", "types", "module", "main")) {
        LooseJson.string(settings, field).ifPresent(named::add);
      }
    }
    named.add(below.isEmpty() ? "index" : below);
    named.add(below.isEmpty() ? "src/index" : "src/" + below);
    return firstSource(importer, folder, named);
  }

  private Optional<RepoPath> exported(
      RepoPath importer, String folder, Map<?, ?> exports, String key) {
    for (var export : exports.entrySet()) {
      var pattern = export.getKey().toString();
      var star = pattern.indexOf('*');
      var before = star < 0 ? pattern : pattern.substring(0, star);
      var after = star < 0 ? "" : pattern.substring(star + 1);
      boolean fits =
          star < 0
              ? key.equals(pattern)
              : key.length() >= before.length() + after.length()
                  && key.startsWith(before)
                  && key.endsWith(after);
      if (fits) {
        var taken = star < 0 ? "" : key.substring(before.length(), key.length() - after.length());
        var targets =
            LooseJson.strings(export.getValue()).stream()
                .map(target -> target.replace("*", taken))
                .toList();
        var found = firstSource(importer, folder, targets);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The first of the built files whose source is there. */
  private Optional<RepoPath> firstSource(RepoPath importer, String folder, List<String> targets) {
    for (var target : targets) {
      var path = target.startsWith("./") ? target.substring(2) : target;
      var stem = withoutEnd(path);
      var candidates = new ArrayList<>(List.of(path, stem));
      for (var built : BUILT_FOLDERS) {
        if (path.startsWith(built)) {
          candidates.add("src/" + stem.substring(built.length()));
          candidates.add(stem.substring(built.length()));
        }
      }
      for (var candidate : candidates) {
        var found = file(importer, KnownFiles.join(folder, candidate));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The file that a path means, its end or the name of a folder's own file left out. */
  private Optional<RepoPath> file(RepoPath importer, String path) {
    boolean plain = Language.of(importer).equals(Optional.of(Language.JAVASCRIPT));
    var ends = plain ? PLAIN_ENDS : TYPED_ENDS;
    var stem = withoutEnd(path);
    var exact = files.find(path);
    // In TypeScript the name is that of the file to be built.
    if (exact.isPresent() && (stem.equals(path) || plain)) {
      return exact;
    }
    var bases = stem.equals(path) ? List.of(path) : List.of(stem, path);
    for (var base : bases) {
      for (var end : ends) {
        var found = files.find(base + end);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    if (exact.isPresent()) {
      return exact;
    }
    if (!files.isFolder(path)) {
      return Optional.empty();
    }
    return folder(importer, path, ends);
  }

  private Optional<RepoPath> folder(RepoPath importer, String path, List<String> ends) {
    for (var end : ends) {
      var index = files.find(KnownFiles.join(path, "index" + end));
      if (index.isPresent()) {
        return index;
      }
    }
    // Its own main file would be this folder again where the settings say so.
    var settings = files.find(KnownFiles.join(path, "package.json"));
    return settings.isEmpty()
        ? Optional.empty()
        : LooseJson.string(LooseJson.object(texts.text(settings.get())), "main")
            .map(main -> KnownFiles.join(path, main))
            .filter(main -> !main.equals(path))
            .flatMap(main -> file(importer, main));
  }

  private static String withoutEnd(String path) {
    for (var end : BUILT_ENDS) {
      if (path.endsWith(end)) {
        return path.substring(0, path.length() - end.length());
      }
    }
    return path;
  }
}
