package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.gate.testing.Exercise;
import dev.autopack.gate.testing.Mutation;
import dev.autopack.gate.testing.MutationTable;
import dev.autopack.gate.testing.Workbench;
import dev.autopack.testing.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Solutions of the corpus's exercises with one mistake each, judged by what pytest, Maven, npm, Go
 * and Cargo really say of them. What each came to stands in {@code target/mutations.md}.
 */
class MutationsTest {
  private static final MutationTable TABLE = new MutationTable();
  private static final Map<String, Workbench> BENCHES = new HashMap<>();

  @TempDir private static Path temporary;

  /** Two an exercise, of Maven, which takes longest, one. */
  static Stream<Mutation> sample() {
    var seen = new HashMap<String, Integer>();
    return Mutation.all().stream()
        .filter(mutation -> {
          var number = seen.merge(mutation.exercise(), 1, Integer::sum);
          return number == 1 || (number == 4 && !mutation.exercise().startsWith("java-"));
        });
  }

  @ParameterizedTest
  @MethodSource("sample")
  void a_solution_with_one_mistake_is_blocked_for_what_its_tests_say(Mutation mutation)
      throws Exception {
    assertThat(judge(mutation).verdict()).isInstanceOf(Verdict.Fail.class);
  }

  static Stream<Mutation> mutations() {
    return Mutation.all().stream();
  }

  /** Passing is only for what the tool alone cannot tell from a true solution either. */
  @Tag("command")
  @ParameterizedTest
  @MethodSource("mutations")
  void a_mistake_passes_only_where_the_tests_themselves_cannot_tell(Mutation mutation)
      throws Exception {
    var begun = System.nanoTime();
    var judged = judge(mutation);
    var passes = judged.verdict() instanceof Verdict.Pass;
    var took = Duration.ofNanos(System.nanoTime() - begun);

    var accepted = bench(mutation).toolAloneAccepts(mutation.of(solved(mutation)));

    TABLE.add(mutation, judged.verdict(), accepted, took);
    assertThat(judged.verdict()).isNotInstanceOf(Verdict.Unknown.class);
    assertThat(passes).as(judged.verdict().toString()).isEqualTo(accepted);
  }

  static Stream<String> exercises() {
    return Mutation.all().stream().map(Mutation::exercise).distinct();
  }

  @Tag("command")
  @ParameterizedTest
  @MethodSource("exercises")
  void a_true_solution_passes(String exercise) throws Exception {
    assertThat(bench(exercise).judge(Exercise.solved(exercise)).verdict())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(Mutation.all())
        .filteredOn(one -> one.exercise().equals(exercise))
        .hasSizeGreaterThan(7);
  }

  private static Workbench.Judged judge(Mutation mutation) throws Exception {
    var judged = bench(mutation).judge(mutation.of(solved(mutation)));
    assertThat(judged.reports())
        .flatExtracting(TestReport::trouble)
        .extracting(Trouble::kind)
        .as("it compiles")
        .doesNotContain(Trouble.Kind.COMPILE, Trouble.Kind.COLLECTION, Trouble.Kind.TOOL);
    return judged;
  }

  private static Map<String, String> solved(Mutation mutation) {
    return Exercise.solved(mutation.exercise());
  }

  private static Workbench bench(Mutation mutation) throws Exception {
    return bench(mutation.exercise());
  }

  private static Workbench bench(String exercise) throws IOException, InterruptedException {
    Proof.requireCorpus();
    var bench = BENCHES.get(exercise);
    if (bench == null) {
      bench = new Workbench(temporary.resolve(exercise), exercise);
      BENCHES.put(exercise, bench);
    }
    return bench;
  }
}
