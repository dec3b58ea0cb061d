package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnePhasePlanTest {
  @Test
  void the_plan_of_a_goal_and_paths_says_exactly_these() {
    assertThat(OnePhasePlan.text("Say \"hello\"", List.of("src/a.py", "docs/my file.md")))
        .isEqualTo(
            """
            autopack: 1
            name: "Say \\"hello\\""
            goal: "Say \\"hello\\""
            phases:
              - id: main
                goal: "Say \\"hello\\""
                deliverables:
                  - {path: "src/a.py"}
                  - {path: "docs/my file.md"}
            """);
  }

  @Test
  void a_wrong_path_is_told_as_in_a_file() {
    assertThat(read(OnePhasePlan.text("x", List.of("src/a.py (10 tests)"))))
        .isEqualTo(
            new Reading.Mistaken<Plan>(
                "plan.yaml",
                List.of(
                    new Mistake(
                        8,
                        "phases[0].deliverables[0].path",
                        "'src/a.py (10 tests)' is more than a path.",
                        "Write 'src/a.py' and say the rest in goal or acceptance."))));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_goal_of_printable_text_is_read_back_as_it_was_given(long seed) {
    var random = new Random(seed);
    var goal = new StringBuilder("x");
    var letters =
        List.of(
            " ",
            "\n",
            "\t",
            ": ",
            "#",
            "\"",
            "\\",
            "'",
            "\u2028",
            "\ufeff",
            "ü",
            "🙂",
            "-",
            "y".repeat(70));
    for (int i = random.nextInt(40); i > 0; i--) {
      goal.append(letters.get(random.nextInt(letters.size())));
    }

    var plan = read(OnePhasePlan.text(goal.toString(), List.of())).orThrow();

    assertThat(plan.phases().getFirst().intent().goal()).isEqualTo(goal.toString());
  }

  private static Reading<Plan> read(String text) {
    return PlanReader.read("plan.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
