package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.UnitReaders;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Intent;
import dev.autopack.plan.Phase;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the first prompts of the ten exercises cost; written to {@code target/prompts} to be read.
 */
class ExercisePromptTest {
  private static final int GOAL_TOKENS = 4_500;

  @Test
  void the_first_prompts_of_the_exercises_are_small() throws IOException {
    var exercises = Proof.requireCorpus().resolve("exercises");
    var sizes = new TreeMap<String, Integer>();
    for (var exercise : folders(exercises)) {
      var prompt = prompt(exercise);
      sizes.put(exercise.getFileName().toString(), TokenCounter.count(prompt));
      write(Path.of("target", "prompts", exercise.getFileName() + ".txt"), prompt);
    }
    write(Path.of("target", "prompts", "tokens.txt"), table(sizes));

    var sorted = sizes.values().stream().sorted().toList();
    assertThat(sorted).hasSize(10);
    assertThat((sorted.get(4) + sorted.get(5)) / 2).isLessThanOrEqualTo(GOAL_TOKENS);
  }

  private static String prompt(Path exercise) throws IOException {
    var goal = Files.readString(exercise.resolve("task.md"));
    var files = goal.substring(goal.lastIndexOf("Implement it in: ") + 17).strip().split(", ");
    var phase = aimedAt(PhaseDraft.delivering(files), goal);
    var conversation = new ConversationDraft(phase, MapTree.read(exercise.resolve("repo"))).first();
    var request =
        new PromptedBuilder(UnitReaders::of).request(ConversationDraft.PROFILE, conversation);
    return request.system() + "\n" + request.turns().getLast().text();
  }

  private static Phase aimedAt(Phase phase, String goal) {
    return new Phase(
        phase.id(),
        new Intent(goal, Category.BACKEND, Complexity.MEDIUM, List.of()),
        phase.dependsOn(),
        phase.deliverables(),
        phase.scope(),
        phase.validation(),
        phase.limits());
  }

  private static List<Path> folders(Path root) throws IOException {
    try (var folders = Files.list(root)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static String table(Map<String, Integer> sizes) {
    return sizes.entrySet().stream()
        .map(it -> "%6d  %s\n".formatted(it.getValue(), it.getKey()))
        .reduce("", String::concat);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Stream.of(file.getParent()).findFirst().orElseThrow());
    Files.writeString(file, text);
  }
}
