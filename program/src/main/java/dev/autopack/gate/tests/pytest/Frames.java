package dev.autopack.gate.tests.pytest;

import dev.autopack.edit.InvalidPathException;
import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestToolchain.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The places in the repository that a Python traceback names, outermost first. */
record Frames(List<Place> places) {
  private static final Pattern SHORT = Pattern.compile("^(\\S[^:\n]*\\.py):(\\d+):");
  private static final Pattern LONG = Pattern.compile("File \"([^\"]+\\.py)\", line (\\d+)");
  private static final Pattern ERROR_LINE = Pattern.compile("^E {1,7}(.*)$");
  private static final int ERROR_LINES = 12;

  static Frames in(String traceback, Request request) {
    var places = new ArrayList<Place>();
    for (var line : traceback.split("\n", -1)) {
      for (var pattern : List.of(SHORT, LONG)) {
        var match = pattern.matcher(line);
        if (match.find()) {
          find(match.group(1), request)
              .ifPresent(file -> places.add(new Place(file, match.group(2))));
        }
      }
    }
    return new Frames(places);
  }

  /** What pytest marks as the error itself. */
  static String errorLines(String body) {
    return body.lines()
        .map(ERROR_LINE::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(match -> match.group(1))
        .limit(ERROR_LINES)
        .collect(Collectors.joining("\n"))
        .stripIndent()
        .strip();
  }

  private static Optional<String> find(String name, Request request) {
    var folder = request.folder().toAbsolutePath() + "/";
    try {
      var path = new RepoPath(name.startsWith(folder) ? name.substring(folder.length()) : name);
      return request.tree().contains(path) ? Optional.of(path.value()) : Optional.empty();
    } catch (InvalidPathException notOurs) {
      return Optional.empty();
    }
  }

  /** Empty where there is none. */
  String last() {
    return places.isEmpty() ? "" : places.getLast().toString();
  }

  /** The last place in that file, or the last of all where the file is not among them. */
  String lastIn(String file) {
    return places.reversed().stream()
        .filter(place -> place.file().equals(file))
        .findFirst()
        .map(Place::toString)
        .orElseGet(this::last);
  }

  /** Where it was raised, unless that is in the file itself. */
  String lastOutside(String file) {
    return places.isEmpty() || places.getLast().file().equals(file) ? "" : last();
  }

  /** A line of a file of the repository. */
  record Place(String file, String line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }
}
