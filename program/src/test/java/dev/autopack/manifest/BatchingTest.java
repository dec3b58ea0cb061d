package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Estimate;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.code.FactCache;
import dev.autopack.code.ImportGraph;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Declaration;
import dev.autopack.plan.Deliverable;
import dev.autopack.testing.MapTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchingTest {
  /** A file takes as many tokens as its deliverable has lines, give or take nothing. */
  private static Estimate exact(List<Deliverable> deliverables) {
    long tokens = deliverables.stream().mapToLong(it -> it.lines().orElse(100)).sum();
    return new Estimate(Format.NDJSON, tokens, tokens, "as declared");
  }

  private static Deliverable file(String path, int lines, String... needs) {
    return new Deliverable(
        new RepoPath(path),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalInt.of(lines),
        Stream.of(needs).map(RepoPath::new).toList());
  }

  private static List<Batch> divided(long budget, Map<String, String> tree, Deliverable... files) {
    var deliverables = List.of(files);
    var paths = deliverables.stream().map(Deliverable::path).toList();
    var start = MapTree.of(tree);
    var graph = ImportGraph.around(start, paths, 100, new FactCache());
    return new Batching(BatchingTest::exact, budget, budget)
        .divide(deliverables, Dependencies.among(deliverables, start, graph));
  }

  private static List<List<String>> paths(List<Batch> batches) {
    return batches.stream()
        .map(batch -> batch.files().stream().map(RepoPath::value).toList())
        .toList();
  }

  @Test
  void what_fits_one_reply_is_one_batch_in_the_plans_own_order() {
    var batches = divided(250, Map.of(), file("tests/test_a.py", 100), file("src/a.py", 100));

    assertThat(paths(batches)).containsExactly(List.of("tests/test_a.py", "src/a.py"));
    assertThat(batches.getFirst().reason())
        .isEqualTo("all files fit one reply; up to 200 tokens of at most 250");
  }

  @Test
  void new_files_come_in_layers_and_the_reason_says_which() {
    var batches =
        divided(
            200,
            Map.of(),
            file("docs/shop.md", 100),
            file("src/shop/api.py", 100),
            file("src/shop/pricing.py", 100),
            file("src/shop/types.py", 100));

    assertThat(paths(batches))
        .containsExactly(
            List.of("src/shop/types.py", "src/shop/pricing.py"),
            List.of("src/shop/api.py", "docs/shop.md"));
    assertThat(batches.getLast().reason())
        .isEqualTo("integrations; tests and documents; up to 200 tokens of at most 200");
  }

  @Test
  void an_imported_file_comes_first_whatever_its_layer() {
    var batches =
        divided(
            100,
            Map.of("shop/models.py", "from shop.slug import slug\n", "shop/slug.py", "slug = 1\n"),
            file("shop/models.py", 100),
            file("shop/slug.py", 100));

    assertThat(paths(batches)).containsExactly(List.of("shop/slug.py"), List.of("shop/models.py"));
    assertThat(batches.getLast().reason()).contains("builds on shop/slug.py of batch 1");
  }

  @Test
  void what_the_plan_says_a_file_needs_comes_first_too() {
    var batches =
        divided(100, Map.of(), file("src/types.py", 100, "src/zebra.py"), file("src/zebra.py", 90));

    assertThat(paths(batches)).containsExactly(List.of("src/zebra.py"), List.of("src/types.py"));
  }

  @Test
  void so_does_what_a_declaration_says() {
    var deliverables = List.of(file("src/a.py", 100), file("src/b.py", 100));
    var declared =
        new Declaration.DeclaredFile(
            new RepoPath("src/a.py"),
            Deliverable.Action.CREATE,
            List.of(),
            OptionalInt.empty(),
            List.of(new RepoPath("src/b.py")));

    var batches =
        new Batching(BatchingTest::exact, 100, 100)
            .divide(deliverables, Dependencies.NONE.and(new Declaration(List.of(declared))));

    assertThat(paths(batches)).containsExactly(List.of("src/b.py"), List.of("src/a.py"));
  }

  @Test
  void files_that_import_one_another_stay_together_where_they_fit() {
    var tree = Map.of("p/a.py", "import p.z\n", "p/z.py", "import p.a\n", "p/m.py", "m = 1\n");

    var batches = divided(250, tree, file("p/a.py", 100), file("p/m.py", 120), file("p/z.py", 100));

    assertThat(paths(batches)).containsExactly(List.of("p/a.py", "p/z.py"), List.of("p/m.py"));
  }

  @Test
  void a_circle_that_is_too_large_is_divided_all_the_same() {
    var tree = Map.of("p/a.py", "import p.z\n", "p/z.py", "import p.a\n");

    assertThat(paths(divided(150, tree, file("p/a.py", 100), file("p/z.py", 100))))
        .containsExactly(List.of("p/a.py"), List.of("p/z.py"));
  }

  @Test
  void a_file_that_no_reply_can_hold_is_alone_and_its_reason_says_so() {
    var batches =
        divided(100, Map.of(), file("src/a.py", 50), file("src/b.py", 400), file("src/c.py", 50));

    assertThat(paths(batches))
        .containsExactly(List.of("src/a.py"), List.of("src/b.py"), List.of("src/c.py"));
    assertThat(batches.get(1).reason())
        .isEqualTo(
            "core; alone, since it may take 400 tokens of at most 100 and goes on over several replies");
  }

  @Test
  void as_few_batches_as_can_be_are_filled_evenly() {
    var files = IntStream.range(0, 6).mapToObj(i -> file("src/f%d.py".formatted(i), 100));

    var batches = divided(500, Map.of(), files.toArray(Deliverable[]::new));

    assertThat(batches).extracting(it -> it.files().size()).containsExactly(3, 3);
  }

  @Test
  void a_thousand_files_are_divided_like_ten() {
    var files = IntStream.range(0, 1_000).mapToObj(i -> file("src/f%d.py".formatted(i), 100));

    var batches = divided(2_000, Map.of(), files.toArray(Deliverable[]::new));

    assertThat(batches).hasSize(50).allMatch(batch -> batch.files().size() == 20);
  }

  @Test
  void
      at_once_come_four_fifths_of_what_a_model_emits_after_its_thoughts_and_a_batch_may_take_all() {
    var plain = new ModelProfile.Window(200_000, 64_000);
    var thinking = new ModelProfile.Window(200_000, 12_000, 2_000);

    assertThat(Batching.atOnce(plain)).isEqualTo(51_200);
    assertThat(Batching.budget(plain)).isEqualTo(64_000);
    assertThat(Batching.atOnce(thinking)).isEqualTo(8_000);
    assertThat(Batching.budget(thinking)).isEqualTo(10_000);
  }

  @Test
  void what_is_nearly_as_large_as_a_reply_can_be_comes_in_two_and_what_is_larger_fills_them() {
    var nearly =
        new Batching(BatchingTest::exact, 80, 100)
            .divide(
                List.of(file("a.py", 30), file("b.py", 30), file("c.py", 30)), Dependencies.NONE);
    var larger =
        new Batching(BatchingTest::exact, 80, 100)
            .divide(
                List.of(file("a.py", 45), file("b.py", 45), file("c.py", 45)), Dependencies.NONE);

    assertThat(nearly).hasSize(2);
    assertThat(larger).hasSize(2).anyMatch(batch -> batch.estimate().p95() == 90);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void every_file_comes_once_nothing_before_what_it_builds_on_and_no_batch_is_too_large(long seed) {
    var random = new Random(seed);
    int count = 2 + random.nextInt(40);
    var deliverables = new ArrayList<Deliverable>();
    for (int i = 0; i < count; i++) {
      // Of files with smaller numbers alone, so that there is no circle.
      var needs = new ArrayList<String>();
      for (int need = random.nextInt(3); need > 0 && i > 0; need--) {
        needs.add("src/f%d.py".formatted(random.nextInt(i)));
      }
      deliverables.add(
          file("src/f%d.py".formatted(i), 1 + random.nextInt(300), needs.toArray(String[]::new)));
    }
    Collections.shuffle(deliverables, random);
    long budget = 50 + random.nextLong(1_000);

    var batches = divided(budget, Map.of(), deliverables.toArray(Deliverable[]::new));

    var homes = new HashMap<RepoPath, Integer>();
    for (int i = 0; i < batches.size(); i++) {
      for (var path : batches.get(i).files()) {
        assertThat(homes.put(path, i)).isNull();
      }
      assertThat(batches.get(i).files().size() == 1 || batches.get(i).estimate().p95() <= budget)
          .isTrue();
    }
    assertThat(homes).hasSize(count);
    assertThat(deliverables)
        .allSatisfy(it ->
            assertThat(it.needs()).allMatch(need -> home(homes, need) <= home(homes, it.path())));
  }

  private static int home(Map<RepoPath, Integer> homes, RepoPath path) {
    return Optional.ofNullable(homes.get(path)).orElseThrow();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }
}
