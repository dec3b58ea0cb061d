package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Contents.FileTexts;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The plan whose one phase is a commit: its subject is the goal, its files the deliverables. */
final class PlanOf {
  private PlanOf() {}

  /** As JSON. */
  static byte[] commit(Truth truth) {
    var commit = truth.commit();
    var subject = commit.subject().isBlank() ? "A change without a name" : commit.subject();
    var goal = subject + "\n\n" + Asked.goalLine(commit.repo(), commit.sha());
    var deliverables =
        truth.contents().files().stream().map(PlanOf::deliverable).collect(Collectors.joining(","));
    return """
    {"autopack": 1, "name": "replay", "goal": "Do again what was done.",
     "models": {"builder": ["oracle"]}, "phases": [
      {"id": "commit", "goal": %s, "complexity": "%s", "deliverables": [%s],
       "validation": {"command": ["true"]}}]}
    """
        .formatted(JsonHand.quoted(goal), complexity(commit.files().size()), deliverables)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String complexity(int files) {
    if (files <= 2) {
      return "low";
    }
    return files <= 9 ? "medium" : "high";
  }

  private static String deliverable(FileTexts file) {
    var path = JsonHand.quoted(file.path());
    return switch (file.status()) {
      case ADDED -> "{\"path\": %s, \"action\": \"create\"}".formatted(path);
      case MODIFIED -> "{\"path\": %s, \"action\": \"modify\"}".formatted(path);
      case DELETED -> "{\"path\": %s, \"action\": \"delete\"}".formatted(path);
      case RENAMED ->
          "{\"path\": %s, \"action\": \"rename\", \"from\": %s}"
              .formatted(path, JsonHand.quoted(file.oldPath().orElse(file.path())));
    };
  }
}
