package dev.autopack.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {
  private static final Intent MEDIUM =
      new Intent("x", Category.BACKEND, Complexity.MEDIUM, List.of());
  private static final Estimator ESTIMATOR =
      new Estimator(new Sizes(Map.of("small.py", 100L, "large.py", 9_000L), 2_000));

  @Test
  void a_whole_file_takes_its_size_before_and_what_the_format_adds() {
    assertThat(estimate(Format.FULL_FILE, "large.py").p50()).isBetween(10_000L, 11_500L);
    assertThat(estimate(Format.NDJSON, "small.py").p50()).isBetween(150L, 300L);
  }

  @Test
  void an_edit_of_a_large_file_is_far_smaller_than_the_file() {
    assertThat(estimate(Format.NDJSON, "large.py").p50()).isLessThan(1_000);
    assertThat(estimate(Format.NDJSON, "large.py").p95()).isGreaterThan(5_000);
  }

  @Test
  void a_new_file_is_as_long_as_those_beside_it_unless_its_length_is_declared() {
    assertThat(estimate(Format.ENVELOPE, "new.py").p50()).isBetween(1_700L, 2_100L);
    assertThat(ESTIMATOR.estimate(Format.ENVELOPE, MEDIUM, List.of(declared("new.py", 100))).p50())
        .isBetween(800L, 1_050L);
  }

  @ParameterizedTest
  @EnumSource
  void many_new_files_do_not_add_up_to_the_worst_of_each(Format format) {
    var one = estimate(format, "new0.py");
    var many =
        estimate(
            format, IntStream.range(0, 25).mapToObj("new%d.py"::formatted).toArray(String[]::new));

    assertThat(many.p50()).isBetween(20 * one.p50(), 25 * one.p50());
    assertThat(many.p95()).isLessThan(12 * one.p95());
  }

  @Test
  void a_budget_covers_the_p95_and_the_floor_and_never_passes_the_cap() {
    var small = new Estimate(Format.NDJSON, 100, 200, "");
    var large = new Estimate(Format.NDJSON, 10_000, 30_000, "");

    assertThat(Budget.covering(small, MEDIUM, new Window(200_000, 64_000)))
        .isEqualTo(new Budget(small, 12_288, "floor of backend, medium complexity: 12288"));
    assertThat(Budget.covering(large, MEDIUM, new Window(200_000, 64_000)))
        .isEqualTo(new Budget(large, 30_000, "p95 of the estimate: 30000"));
    assertThat(Budget.covering(large, MEDIUM, new Window(200_000, 8_192)))
        .isEqualTo(
            new Budget(large, 8_192, "p95 of the estimate: 30000, held to the model's cap 8192"));
  }

  @ParameterizedTest
  @EnumSource
  void harder_work_of_any_category_has_no_lower_floor(Category category) {
    var floors =
        Stream.of(Complexity.LOW, Complexity.MEDIUM, Complexity.HIGH)
            .map(complexity -> Floor.of(new Intent("x", category, complexity, List.of())))
            .toList();

    assertThat(floors).isSorted().allMatch(floor -> floor >= 4_096);
  }

  private static Estimate estimate(Format format, String... paths) {
    var deliverables = Stream.of(paths).map(path -> Deliverable.of(new RepoPath(path))).toList();
    return ESTIMATOR.estimate(format, MEDIUM, deliverables);
  }

  private static Deliverable declared(String path, int lines) {
    return new Deliverable(
        new RepoPath(path),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalInt.of(lines),
        List.of());
  }

  private record Sizes(Map<String, Long> byPath, long median) implements FileFacts {
    @Override
    public OptionalLong tokens(RepoPath path) {
      return Optional.ofNullable(byPath.get(path.value()))
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalLong siblingsMedian(RepoPath path) {
      return OptionalLong.of(median);
    }
  }
}
