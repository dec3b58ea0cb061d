package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.error.OperatorException;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.PlanYaml;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.WrittenTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goals under {@code drafts/}, drafted over one small repository and its past; beside them exactly
 * what comes out. {@code -Dgolden=apply} rewrites that.
 */
class PlanDrafterTest {
  private static final Path CASES = Path.of("src/test/resources/drafts");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  static Stream<Path> goals() {
    try (var files = Files.list(CASES.resolve("goals"))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlanDrafter drafter() throws IOException {
    var tree = MapTree.of(WrittenTree.files(Files.readString(CASES.resolve("repository.txt"))));
    var past = WrittenTree.past(Files.readAllLines(CASES.resolve("history.txt")));
    return new PlanDrafter(
        new ManifestMaker(Preflight.STANDARD),
        tree,
        new Background(List.of(), past, Optional.empty(), Optional.empty()));
  }

  private static String said(String goal) throws IOException {
    try {
      var draft = drafter().draft(goal);
      return String.join("\n", draft.lines()) + "\n\n" + PlanYaml.text(draft.plan());
    } catch (OperatorException refused) {
      return "error: %s%n next: %s%n".formatted(refused.getMessage(), refused.nextStep());
    }
  }

  @Test
  void there_are_goals_to_draft() {
    assertThat(goals().count()).isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("goals")
  void a_goal_is_drafted_or_refused(Path goal) throws IOException {
    var said = said(Files.readString(goal));

    var expected = CASES.resolve("expected").resolve(goal.getFileName());
    if (APPLY) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("goals")
  void a_draft_is_a_plan_that_can_be_read(Path goal) throws IOException {
    try {
      var plan = drafter().draft(Files.readString(goal)).plan();
      var bytes = PlanYaml.text(plan).getBytes(StandardCharsets.UTF_8);

      var read = PlanReader.read("draft.yaml", bytes).orThrow();

      assertThat(PlanYaml.text(read)).isEqualTo(PlanYaml.text(plan));
      assertThat(read.phases()).hasSameSizeAs(plan.phases());
    } catch (OperatorException refused) {
      assertThat(refused.nextStep()).isNotBlank();
    }
  }
}
