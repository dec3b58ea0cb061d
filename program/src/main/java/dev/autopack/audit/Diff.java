package dev.autopack.audit;

import dev.autopack.workspace.Workspace.ChangedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change as git prints it, file by file. */
public record Diff(List<FileDiff> files) {
  private static final String HEAD = "diff --git ";

  public Diff {
    files = List.copyOf(files);
  }

  /**
   * Takes a diff apart.
   *
   * @param changed what git says of the same change, in the same order
   */
  public static Diff of(String text, List<ChangedFile> changed) {
    var sections = sections(text);
    var files = new ArrayList<FileDiff>();
    for (int i = 0; i < sections.size(); i++) {
      var section = sections.get(i);
      // A link that becomes a file has two sections; else the names need not be read off.
      var file =
          sections.size() == changed.size() ? Optional.of(changed.get(i)) : named(section, changed);
      files.add(
          FileDiff.of(
              file.map(ChangedFile::path).orElseGet(() -> head(section)),
              file.flatMap(ChangedFile::from),
              section));
    }
    return new Diff(files);
  }

  private static List<String> sections(String text) {
    var sections = new ArrayList<String>();
    int from = text.startsWith(HEAD) ? 0 : text.indexOf("\n" + HEAD) + 1;
    while (from >= 0 && text.startsWith(HEAD, from)) {
      int next = text.indexOf("\n" + HEAD, from);
      sections.add(next < 0 ? text.substring(from) : text.substring(from, next + 1));
      from = next < 0 ? -1 : next + 1;
    }
    return sections;
  }

  private static Optional<ChangedFile> named(String section, List<ChangedFile> changed) {
    return changed.stream().filter(file -> head(section).endsWith(" b/" + file.path())).findFirst();
  }

  private static String head(String section) {
    return section.lines().findFirst().orElse("").substring(HEAD.length());
  }

  /** Those that are not left out. */
  public Diff without(List<String> unseen) {
    return new Diff(files.stream().filter(file -> !unseen.contains(file.path())).toList());
  }

  /** The file that a name means, with or without the prefix that diffs give it. */
  Optional<FileDiff> find(String name) {
    return exactly(name)
        .or(() -> name.startsWith("./") ? exactly(name.substring(2)) : Optional.empty())
        .or(() ->
            name.startsWith("a/") || name.startsWith("b/")
                ? exactly(name.substring(2))
                : Optional.empty());
  }

  private Optional<FileDiff> exactly(String name) {
    return files.stream().filter(file -> file.isCalled(name)).findFirst();
  }
}
