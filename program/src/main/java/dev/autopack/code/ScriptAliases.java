package dev.autopack.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the compiler's settings of a folder and of those above let imports begin with. */
final class ScriptAliases {
  private static final int MAX_EXTENDS = 8;

  private final KnownFiles files;
  private final Texts texts;
  private final Map<String, List<Alias>> byFolder = new HashMap<>();

  /**
   * One pattern.
   *
   * @param before what stands before the star, or all where there is none
   * @param targets paths in the repository, with a star where the import has what its star stood
   *     for
   */
  private record Alias(String before, String after, boolean hasStar, List<String> targets) {
    static Alias of(String pattern, List<String> targets) {
      var star = pattern.indexOf('*');
      return star < 0
          ? new Alias(pattern, "", false, targets)
          : new Alias(pattern.substring(0, star), pattern.substring(star + 1), true, targets);
    }

    Optional<String> star(String name) {
      if (!hasStar) {
        return name.equals(before) ? Optional.of("") : Optional.empty();
      }
      return name.length() >= before.length() + after.length()
              && name.startsWith(before)
              && name.endsWith(after)
          ? Optional.of(name.substring(before.length(), name.length() - after.length()))
          : Optional.empty();
    }
  }

  ScriptAliases(KnownFiles files, Texts texts) {
    this.files = files;
    this.texts = texts;
  }

  /** The paths that the name may stand for in a file of the folder, the likeliest first. */
  List<String> targets(String folder, String name) {
    var found = new ArrayList<String>();
    for (var each : KnownFiles.upwards(folder)) {
      for (var alias : byFolder.computeIfAbsent(each, this::read)) {
        alias
            .star(name)
            .ifPresent(
                star -> alias.targets().forEach(target -> found.add(target.replace("*", star))));
      }
    }
    return found;
  }

  private List<Alias> read(String folder) {
    var aliases = new ArrayList<Alias>();
    for (var file : files.inFolder(folder)) {
      var name = file.fileName();
      if (name.endsWith(".json") && (name.startsWith("tsconfig") || name.startsWith("jsconfig"))) {
        add(file.value(), 0, aliases);
      }
    }
    return aliases;
  }

  private void add(String file, int depth, List<Alias> aliases) {
    var path = files.first(file, file + ".json");
    if (path.isEmpty() || depth > MAX_EXTENDS) {
      return;
    }
    var folder = path.get().folder();
    var settings = LooseJson.object(texts.text(path.get()));
    var options = LooseJson.object(settings, "compilerOptions");
    var base = LooseJson.string(options, "baseUrl").map(it -> KnownFiles.join(folder, it));
    LooseJson.object(options, "paths")
        .forEach((pattern, targets) ->
            aliases.add(
                Alias.of(
                    pattern.toString(),
                    LooseJson.strings(targets).stream()
                        .map(target -> KnownFiles.join(base.orElse(folder), target))
                        .toList())));
    base.ifPresent(it -> aliases.add(Alias.of("*", List.of(KnownFiles.join(it, "*")))));
    var parents = settings.get("extends");
    for (var parent : LooseJson.strings(parents == null ? List.of() : parents)) {
      if (parent.startsWith(".")) {
        add(KnownFiles.join(folder, parent), depth + 1, aliases);
      }
    }
  }
}
