package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rust: paths lead through the module files of the own crate or, by their names, of the
 * repository's other crates, as deep as there are files.
 */
final class RustLinker implements Linker {
  private static final Set<String> ROOTS = Set.of("lib.rs", "main.rs", "mod.rs", "build.rs");

  /** Each file right inside is a crate of its own. */
  private static final Set<String> FREE_FOLDERS = Set.of("tests", "examples", "benches", "bin");

  private static final List<String> ROOT_FILES = List.of("lib.rs", "mod.rs", "main.rs");

  private final KnownFiles files;

  /** By the name as code writes it, the folder of the crate's sources. */
  private final Map<String, Crate> crates = new HashMap<>();

  private final Map<String, Crate> byFolder = new HashMap<>();

  private record Crate(String sources, Optional<String> root, boolean ofOldEdition) {}

  RustLinker(KnownFiles files, Texts texts) {
    this.files = files;
    for (var path : files.named("Cargo.toml")) {
      var settings = CargoFile.of(texts.text(path).orElse(""));
      var folder = path.folder();
      var root = settings.find("lib.path").map(it -> KnownFiles.join(folder, it));
      var crate =
          new Crate(
              root.map(KnownFiles::parent).orElse(KnownFiles.join(folder, "src")),
              root,
              settings.find("package.name").isPresent()
                  && settings.find("package.edition").isEmpty());
      byFolder.put(folder, crate);
      settings
          .find("lib.name")
          .or(() -> settings.find("package.name"))
          .ifPresent(name -> crates.putIfAbsent(name.replace('-', '_'), crate));
    }
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    for (var name : facts.imports()) {
      find(importer, name).ifPresent(to);
    }
  }

  private Optional<RepoPath> find(RepoPath importer, String name) {
    if (name.startsWith(RustImports.FILE)) {
      var file = name.substring(RustImports.FILE.length());
      return files.find(KnownFiles.join(importer.folder(), file));
    }
    var segments = List.of(name.split("::", -1));
    var rest = segments.subList(1, segments.size());
    var own = moduleFolder(importer);
    return switch (segments.getFirst()) {
      case "self" -> module(own, rest);
      case "super" -> {
        var folder = KnownFiles.parent(own);
        while (!rest.isEmpty() && rest.getFirst().equals("super")) {
          folder = KnownFiles.parent(folder);
          rest = rest.subList(1, rest.size());
        }
        var above = folder;
        yield module(folder, rest).or(() -> moduleFile(above));
      }
      case "crate" ->
          isFree(importer) ? module(own, rest) : inCrate(importer, crate(importer), rest);
      default -> {
        var crate = crates.get(segments.getFirst());
        yield crate == null ? local(importer, own, segments) : inCrate(importer, crate, rest);
      }
    };
  }

  private Optional<RepoPath> local(RepoPath importer, String own, List<String> segments) {
    var found = module(own, segments);
    var crate = crate(importer);
    return found.isPresent() || !crate.ofOldEdition() ? found : module(crate.sources(), segments);
  }

  private Optional<RepoPath> inCrate(RepoPath importer, Crate crate, List<String> segments) {
    return module(crate.sources(), segments)
        .or(() -> crate.root().flatMap(files::find))
        // A program's own root is itself; it does not see its library so.
        .or(() -> isProgram(importer, crate) ? Optional.of(importer) : moduleFile(crate.sources()));
  }

  private static boolean isProgram(RepoPath importer, Crate crate) {
    return importer.value().equals(KnownFiles.join(crate.sources(), "main.rs"));
  }

  /** The deepest module the segments reach; what follows it is an item inside. */
  private Optional<RepoPath> module(String folder, List<String> segments) {
    for (int length = segments.size(); length > 0; length--) {
      var base = KnownFiles.join(folder, String.join("/", segments.subList(0, length)));
      var found = files.first(base + ".rs", KnownFiles.join(base, "mod.rs"));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The file of the module whose submodules lie in the folder. */
  private Optional<RepoPath> moduleFile(String folder) {
    for (var name : ROOT_FILES) {
      var found = files.find(KnownFiles.join(folder, name));
      if (found.isPresent()) {
        return found;
      }
    }
    return files.find(folder + ".rs");
  }

  /** Where the modules that a file declares lie. */
  private static String moduleFolder(RepoPath file) {
    var folder = file.folder();
    var name = file.fileName();
    return ROOTS.contains(name) || isFree(file)
        ? folder
        : KnownFiles.join(folder, name.substring(0, name.length() - ".rs".length()));
  }

  private static boolean isFree(RepoPath file) {
    var folder = file.folder();
    return FREE_FOLDERS.contains(folder.substring(folder.lastIndexOf('/') + 1))
        && !file.fileName().equals("mod.rs");
  }

  private Crate crate(RepoPath file) {
    for (var folder : KnownFiles.upwards(file.folder())) {
      var crate = byFolder.get(folder);
      if (crate != null) {
        return crate;
      }
    }
    var path = "/" + file.value();
    var sources = path.lastIndexOf("/src/");
    return new Crate(sources < 0 ? "src" : path.substring(1, sources + 4), Optional.empty(), false);
  }
}
