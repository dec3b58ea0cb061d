package dev.autopack.code;

import dev.autopack.edit.RepoPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * C and C++: beside the importer, then in the folders above and what they hold for includes, then
 * whatever path of the repository ends as the include says, the nearest first. Where compilers look
 * is written in builds of many kinds, which are not read.
 */
final class IncludeLinker implements Linker {
  private static final Set<String> LIBRARY =
      Set.of(
          "assert.h",
          "complex.h",
          "ctype.h",
          "errno.h",
          "fenv.h",
          "float.h",
          "inttypes.h",
          "limits.h",
          "locale.h",
          "math.h",
          "setjmp.h",
          "signal.h",
          "stdarg.h",
          "stdbool.h",
          "stddef.h",
          "stdint.h",
          "stdio.h",
          "stdlib.h",
          "string.h",
          "time.h",
          "wchar.h",
          "wctype.h",
          "unistd.h",
          "fcntl.h",
          "pthread.h",
          "dirent.h",
          "poll.h",
          "sched.h",
          "strings.h",
          "termios.h",
          "netdb.h",
          "dlfcn.h",
          "malloc.h",
          "windows.h",
          "io.h");
  private static final List<String> ROOTS = List.of("", "include", "src", "inc");

  private final KnownFiles files;

  /** By folder and include. */
  private final Map<String, Map<String, List<RepoPath>>> found = new HashMap<>();

  IncludeLinker(KnownFiles files) {
    this.files = files;
  }

  @Override
  public void link(RepoPath importer, SourceFacts facts, Consumer<RepoPath> to) {
    var inFolder = found.computeIfAbsent(importer.folder(), _ -> new HashMap<>());
    for (var include : facts.imports()) {
      inFolder.computeIfAbsent(include, _ -> find(importer, include)).forEach(to);
    }
  }

  private List<RepoPath> find(RepoPath importer, String include) {
    boolean angled = include.startsWith("<");
    var name = angled ? include.substring(1, include.length() - 1).strip() : include;
    if (angled && isOfLibrary(name)) {
      return List.of();
    }
    if (!angled) {
      var beside = files.find(KnownFiles.join(importer.folder(), name));
      if (beside.isPresent()) {
        return List.of(beside.get());
      }
    }
    for (var folder : KnownFiles.upwards(importer.folder())) {
      for (var root : ROOTS) {
        // An include in angle brackets is not looked for beside its file.
        if (!angled || !root.isEmpty() || name.indexOf('/') > 0) {
          var path = files.find(KnownFiles.join(KnownFiles.join(folder, root), name));
          if (path.isPresent()) {
            return List.of(path.get());
          }
        }
      }
    }
    return bySuffix(importer, name);
  }

  private static boolean isOfLibrary(String name) {
    return LIBRARY.contains(name)
        || name.startsWith("sys/")
        || (name.indexOf('.') < 0 && name.indexOf('/') < 0);
  }

  private List<RepoPath> bySuffix(RepoPath importer, String name) {
    var plain = name;
    while (plain.startsWith("../") || plain.startsWith("./")) {
      plain = plain.substring(plain.indexOf('/') + 1);
    }
    var end = "/" + plain;
    var candidates =
        files.named(plain.substring(plain.lastIndexOf('/') + 1)).stream()
            .filter(path -> ("/" + path.value()).endsWith(end))
            .toList();
    return KnownFiles.nearest(importer, candidates).stream().limit(1).toList();
  }
}
