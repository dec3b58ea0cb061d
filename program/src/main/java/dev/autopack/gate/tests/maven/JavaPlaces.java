package dev.autopack.gate.tests.maven;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the places of the repository in stack traces and compiler messages. */
final class JavaPlaces {
  private static final Pattern FRAME =
      Pattern.compile("(?m)^\\s*at (?:[^\\s(]*/)?([\\w.$]+)\\.[\\w$<>]+\\((\\w+\\.\\w+):(\\d+)\\)");

  private final List<RepoPath> sources;
  private final Map<String, List<RepoPath>> sourcesByName;

  JavaPlaces(Tree tree) {
    this.sources =
        tree.paths().stream()
            .filter(path -> path.extension().matches("java|kt|groovy|scala"))
            .toList();
    this.sourcesByName = sources.stream().collect(Collectors.groupingBy(RepoPath::fileName));
  }

  /**
   * The outermost frame in the file, since that is the test's own line and not a shared check
   * called from it; else where it was raised.
   */
  String lastIn(Optional<RepoPath> file, String trace) {
    var reached = trace.split("\nCaused by: ", 2)[0];
    var own =
        frames(reached).stream()
            .filter(frame -> find(frame).equals(file))
            .reduce((_, last) -> last);
    return file.isPresent() && own.isPresent()
        ? file.get() + ":" + own.get().group(3)
        : raisedAt(Optional.empty(), trace);
  }

  /** The innermost frame of the repository; empty where there is none, or it is in that file. */
  String raisedAt(Optional<RepoPath> file, String trace) {
    for (var frame : frames(trace)) {
      var found = find(frame);
      if (found.isPresent()) {
        return found.equals(file) ? "" : found.get() + ":" + frame.group(3);
      }
    }
    return "";
  }

  private static List<MatchResult> frames(String trace) {
    return FRAME.matcher(trace).results().toList();
  }

  /** By package and file name, since a trace names no folder. */
  private Optional<RepoPath> find(MatchResult frame) {
    var type = frame.group(1);
    var dot = type.lastIndexOf('.');
    var folder = dot < 0 ? "/" : "/" + type.substring(0, dot).replace('.', '/') + "/";
    var end = folder + frame.group(2);
    return sourcesByName.getOrDefault(frame.group(2), List.of()).stream()
        .filter(path -> ("/" + path).endsWith(end))
        .findFirst();
  }

  /** The file of the tree that an absolute path means. */
  Optional<RepoPath> ofAbsolute(String absolute) {
    return sources.stream()
        .filter(path -> absolute.endsWith("/" + path))
        .max(Comparator.comparingInt(path -> path.value().length()));
  }
}
