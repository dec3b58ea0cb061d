package dev.autopack.workspace.git;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The names of all refs that belong to one run. */
record RunRefs(RunId run) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,199}");

  /** The run's branch: one commit a complete phase. */
  String branch() {
    return "refs/heads/" + branchName();
  }

  String branchName() {
    return "autopack/" + run;
  }

  /** Under it lies everything that is not a branch. */
  String prefix() {
    return "refs/autopack/" + run;
  }

  String evidence() {
    return prefix() + "/evidence";
  }

  String checkpoint(String name) {
    return prefix() + "/checkpoints/" + required(name);
  }

  String held(PhaseId phase) {
    return prefix() + "/phases/" + phase + "/held";
  }

  /** Where a rollback keeps the head that it left. */
  String leftBehind(String commit) {
    return prefix() + "/rolled-back/" + commit;
  }

  String partials() {
    return "refs/heads/autopack-partial/" + run;
  }

  String partial(String name) {
    return partials() + "/" + required(name);
  }

  private static String required(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name for a ref: use up to 200 letters, digits, '-' and '_'".formatted(name));
    }
    return name;
  }

  /** Removes what a git that was killed left beside these refs. */
  void removeLocks(Path commonFolder) {
    for (var ref : List.of(branch(), prefix(), partials())) {
      var place = commonFolder.resolve(ref);
      try {
        // A branch may stand where a folder of branches should be; that is another answer's matter.
        if (Files.isDirectory(place.resolveSibling("."))) {
          Files.deleteIfExists(place.resolveSibling(place.getFileName() + ".lock"));
        }
        if (Files.isDirectory(place)) {
          removeLocksBelow(place);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void removeLocksBelow(Path folder) throws IOException {
    try (var below = Files.walk(folder)) {
      for (var file : below.filter(path -> path.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
