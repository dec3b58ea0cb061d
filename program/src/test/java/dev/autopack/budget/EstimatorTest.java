package dev.autopack.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.ModelProfile.Window;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Declaration.DeclaredFile;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.plan.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {
  private static final Intent MEDIUM = intent(Category.BACKEND, Complexity.MEDIUM);
  private static final Estimator ESTIMATOR =
      new Estimator(
          new Sizes(
              Map.of("stub.py", 100L, "large.py", 9_000L, "CHANGELOG.md", 20_000L, "a.md", 1_000L),
              2_000));

  @Test
  void a_whole_file_takes_its_size_before_and_what_the_format_adds() {
    assertThat(estimate(Format.FULL_FILE, Writing.WHOLE, "large.py").p50())
        .isBetween(10_000L, 11_000L);
    assertThat(estimate(Format.ENVELOPE, Writing.WHOLE, "large.py").p50())
        .isBetween(9_000L, 9_200L);
  }

  @Test
  void a_stub_has_room_to_be_filled_and_a_large_file_hardly_grows() {
    assertThat(estimate(Format.NDJSON, Writing.WHOLE, "stub.py").p95()).isGreaterThan(1_500);
    assertThat(estimate(Format.NDJSON, Writing.WHOLE, "large.py").p95()).isLessThan(16_000);
  }

  @Test
  void an_edit_of_a_large_file_is_far_smaller_than_the_file() {
    var edits = estimate(Format.NDJSON, Writing.EDITS, "large.py");

    assertThat(edits.p50()).isBetween(150L, 500L);
    assertThat(edits.p95()).isBetween(3 * edits.p50(), 9 * edits.p50());
  }

  @Test
  void a_format_that_has_no_edits_or_no_rewrite_is_estimated_as_what_it_has() {
    assertThat(estimate(Format.FULL_FILE, Writing.EDITS, "large.py").writing())
        .isEqualTo(Writing.WHOLE);
    assertThat(estimate(Format.DIFF, Writing.WHOLE, "large.py").writing()).isEqualTo(Writing.EDITS);
  }

  @Test
  void a_new_file_follows_those_beside_it_unless_its_length_is_known() {
    assertThat(estimate(Format.ENVELOPE, Writing.WHOLE, "new.py").p50()).isBetween(600L, 1_200L);
    assertThat(estimate(Format.ENVELOPE, Writing.WHOLE, "new.md").p50()).isBetween(1_200L, 2_000L);
    assertThat(of(MEDIUM, Writing.WHOLE, planned("new.py", 100)).p50()).isBetween(700L, 900L);
  }

  @Test
  void synthesised_documents_are_longer_and_entries_of_a_ledger_as_short_as_ever() {
    var synthesis = intent(Category.DOC_SYNTHESIS, Complexity.MEDIUM);
    var ledger = intent(Category.LEDGER, Complexity.MEDIUM);

    assertThat(of(synthesis, Writing.WHOLE, at("new.md")).p50())
        .isGreaterThan(of(MEDIUM, Writing.WHOLE, at("new.md")).p50() * 4 / 3);
    assertThat(of(MEDIUM, Writing.EDITS, at("CHANGELOG.md")).p50())
        .isEqualTo(of(ledger, Writing.EDITS, at("a.md")).p50())
        .isLessThan(200);
  }

  @Test
  void harder_work_on_the_same_files_takes_more() {
    assertThat(
            Stream.of(Complexity.values())
                .map(it -> of(intent(Category.BACKEND, it), Writing.EDITS, at("large.py")).p50())
                .toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void a_declaration_refines_what_it_names_and_keeps_the_rest() {
    var deliverables = List.of(at("large.py"), at("new.py"));
    var before = ESTIMATOR.estimate(Format.NDJSON, Writing.EDITS, MEDIUM, deliverables);

    var one = refined(deliverables, file("large.py", Action.MODIFY, 100));
    var both =
        refined(
            deliverables, file("large.py", Action.MODIFY, 100), file("new.py", Action.CREATE, 40));

    assertThat(one.p50()).isGreaterThan(before.p50());
    assertThat(both.p50()).isBetween(1_400L, 2_000L);
    assertThat((double) both.p95() / both.p50()).isLessThan((double) before.p95() / before.p50());
    assertThat(both.reason()).startsWith("2 declared files as ndjson, edits");
  }

  @ParameterizedTest
  @EnumSource
  void many_new_files_do_not_add_up_to_the_worst_of_each(Format format) {
    var one = estimate(format, Writing.WHOLE, "new0.py");
    var many =
        estimate(
            format,
            Writing.WHOLE,
            IntStream.range(0, 25).mapToObj("new%d.py"::formatted).toArray(String[]::new));

    assertThat(many.p50()).isGreaterThan(25 * one.p50());
    assertThat(many.p95()).isLessThan(20 * one.p95());
  }

  @Test
  void edits_of_one_folder_are_allowed_more_than_the_same_in_as_many_folders() {
    var one = edits(IntStream.range(0, 12).mapToObj("src/f%d.py"::formatted).toList());
    var apart = edits(IntStream.range(0, 12).mapToObj("src/p%1$d/f%1$d.py"::formatted).toList());

    assertThat(one.p50()).isEqualTo(apart.p50());
    assertThat(one.p95()).isGreaterThan(apart.p95() * 5 / 4);
  }

  @Test
  void a_test_changes_more_than_other_code_of_its_size() {
    assertThat(edits(List.of("tests/test_a.py")).p50())
        .isGreaterThan(edits(List.of("src/a.py")).p50() * 5 / 4);
  }

  @Test
  void a_rename_is_allowed_more_of_a_large_file_and_expected_to_convert_one_of_another_kind() {
    var small = rename("stub.py", "moved.py");
    var large = rename("large.py", "moved.py");
    var converted = rename("large.py", "moved.pyi");

    assertThat(large.p50()).isEqualTo(small.p50());
    assertThat(large.p95()).isGreaterThan(2 * small.p95());
    assertThat(converted.p50()).isGreaterThan(4_000);
  }

  @Test
  void a_new_file_beside_small_ones_may_miss_them_by_more() {
    assertThat(spreadOfNew(60)).isGreaterThan(spreadOfNew(6_000) * 2);
  }

  @Test
  void a_budget_covers_the_p95_and_the_floor_and_never_passes_the_cap() {
    var small = new Estimate(Format.NDJSON, 100, 200, "");
    var large = new Estimate(Format.NDJSON, 10_000, 30_000, "");

    assertThat(Budget.covering(small, MEDIUM, new Window(200_000, 64_000)))
        .isEqualTo(new Budget(small, 2_048, "floor of backend, medium complexity: 2048"));
    assertThat(Budget.covering(large, MEDIUM, new Window(200_000, 64_000)))
        .isEqualTo(new Budget(large, 30_000, "p95 of the estimate: 30000"));
    assertThat(Budget.covering(large, MEDIUM, new Window(200_000, 8_192)))
        .isEqualTo(
            new Budget(large, 8_192, "p95 of the estimate: 30000, held to the model's cap 8192"));
  }

  @Test
  void a_thinking_model_is_allowed_its_thoughts_on_top() {
    var estimate = new Estimate(Format.NDJSON, 10_000, 30_000, "");

    assertThat(Budget.covering(estimate, MEDIUM, new Window(200_000, 64_000, 8_000)))
        .isEqualTo(new Budget(estimate, 38_000, "p95 of the estimate: 30000, and 8000 to think"));
  }

  @ParameterizedTest
  @EnumSource
  void harder_work_of_any_category_has_no_lower_floor(Category category) {
    var floors = Stream.of(Complexity.values()).map(it -> Floor.of(intent(category, it))).toList();

    assertThat(floors).isSorted().allMatch(floor -> floor >= 512);
  }

  private static Estimate estimate(Format format, Writing writing, String... paths) {
    return ESTIMATOR.estimate(
        format, writing, MEDIUM, Stream.of(paths).map(EstimatorTest::at).toList());
  }

  /** Of files that are 2,000 tokens each. */
  private static Estimate edits(List<String> paths) {
    var sizes = paths.stream().collect(Collectors.toMap(path -> path, _ -> 2_000L));
    return new Estimator(new Sizes(sizes, 2_000))
        .estimate(
            Format.NDJSON, Writing.EDITS, MEDIUM, paths.stream().map(EstimatorTest::at).toList());
  }

  private static Estimate rename(String from, String to) {
    return ESTIMATOR.estimate(
        Format.NDJSON,
        Writing.EDITS,
        MEDIUM,
        List.of(
            new Deliverable(
                new RepoPath(to),
                Optional.of(Action.RENAME),
                Optional.of(new RepoPath(from)),
                List.of(),
                OptionalInt.empty(),
                List.of())));
  }

  private static double spreadOfNew(long siblings) {
    var estimate =
        new Estimator(new Sizes(Map.of(), siblings))
            .estimate(Format.NDJSON, Writing.WHOLE, MEDIUM, List.of(at("new.py")));
    return (double) estimate.p95() / estimate.p50();
  }

  private static Estimate of(Intent intent, Writing writing, Deliverable deliverable) {
    return ESTIMATOR.estimate(Format.ENVELOPE, writing, intent, List.of(deliverable));
  }

  private static Estimate refined(List<Deliverable> deliverables, DeclaredFile... files) {
    return ESTIMATOR.refined(
        Format.NDJSON, Writing.EDITS, MEDIUM, deliverables, new Declaration(List.of(files)));
  }

  private static DeclaredFile file(String path, Action action, int lines) {
    return new DeclaredFile(new RepoPath(path), action, List.of(), OptionalInt.of(lines));
  }

  private static Intent intent(Category category, Complexity complexity) {
    return new Intent("x", category, complexity, List.of());
  }

  private static Deliverable at(String path) {
    return Deliverable.of(new RepoPath(path));
  }

  private static Deliverable planned(String path, int lines) {
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
    public Optional<FileSize> size(RepoPath path) {
      return Optional.ofNullable(byPath.get(path.value()))
          .map(tokens -> new FileSize(tokens, tokens / 8));
    }

    @Override
    public OptionalLong siblingsMedian(RepoPath path) {
      return OptionalLong.of(median);
    }
  }
}
