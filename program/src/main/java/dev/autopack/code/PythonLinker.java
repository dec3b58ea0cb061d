package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Python: a module is looked for beside the importer where that is no package, in the folders above
 * and in their {@code src}, and last in whatever folder of the repository holds such a package.
 */
final class PythonLinker implements Linker {
  private final KnownFiles files;
  private final Map<String, List<String>> roots = new HashMap<>();

  /** Names of packages that lie in no other, and the folders that hold them. */
  private final Map<String, List<String>> tops = new HashMap<>();

  PythonLinker(KnownFiles files) {
    this.files = files;
    for (var init : files.named("__init__.py")) {
      var folder = init.folder();
      if (!folder.isEmpty() && !isPackage(KnownFiles.parent(folder))) {
        var name = folder.substring(folder.lastIndexOf('/') + 1);
        tops.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(KnownFiles.parent(folder));
      }
    }
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    for (var name : facts.imports()) {
      find(importer, name).ifPresent(to);
    }
  }

  private Optional<RepoPath> find(RepoPath importer, String name) {
    int dots = 0;
    while (dots < name.length() && name.charAt(dots) == '.') {
      dots++;
    }
    var slashed = name.substring(dots).replace('.', '/');
    if (dots == 0) {
      return absolute(importer, slashed);
    }
    var folder = importer.folder();
    for (int i = 1; i < dots; i++) {
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      folder = KnownFiles.parent(folder);
    }
    return module(KnownFiles.join(folder, slashed));
  }

  private Optional<RepoPath> absolute(RepoPath importer, String slashed) {
    for (var root : roots.computeIfAbsent(importer.folder(), this::roots)) {
      var found = module(KnownFiles.join(root, slashed));
      if (found.isPresent()) {
        return found;
      }
    }
    var slash = slashed.indexOf('/');
    var top = slash < 0 ? slashed : slashed.substring(0, slash);
    for (var root : tops.getOrDefault(top, List.of())) {
      var found = module(KnownFiles.join(root, slashed));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The folders that no package is, from here upwards, each with its {@code src}. */
  private List<String> roots(String folder) {
    var found = new LinkedHashSet<String>();
    for (var each : KnownFiles.upwards(folder)) {
      if (!isPackage(each)) {
        found.add(each);
        found.add(KnownFiles.join(each, "src"));
      }
    }
    // A repository may itself be a package, and its tests still name it from outside.
    found.add("");
    return List.copyOf(found);
  }

  private boolean isPackage(String folder) {
    return files.find(KnownFiles.join(folder, "__init__.py")).isPresent();
  }

  private Optional<RepoPath> module(String slashed) {
    return files.first(slashed + ".py", KnownFiles.join(slashed, "__init__.py"), slashed + ".pyi");
  }
}
