package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.budget.Format;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestMakerTest {
  private static final Tree SHOP =
      MapTree.of(
          Map.ofEntries(
              Map.entry("pyproject.toml", ""),
              Map.entry("docs/slugs.md", "# Slugs"),
              Map.entry("docs/old/more.md", ""),
              Map.entry("shop/__init__.py", ""),
              Map.entry("shop/slug.py", "from shop.letters import fold"),
              Map.entry("shop/letters.py", ""),
              Map.entry("shop/page.py", "from .slug import slugify"),
              Map.entry("shop/cart.py", ""),
              Map.entry("tests/fixtures.py", ""),
              Map.entry("tests/test_page.py", "from shop import page, slug"),
              Map.entry("tests/test_cart.py", "import shop.cart"),
              Map.entry("tests/test_slug.py", "import fixtures\nfrom shop.slug import *")));

  @Test
  void what_a_phase_writes_is_its_deliverables_and_what_its_scope_adds() {
    var phase =
        PhaseDraft.withScope(
            PhaseDraft.of(
                List.of(
                    PhaseDraft.deliverable(
                        "shop/slug.py", dev.autopack.plan.Deliverable.Action.MODIFY),
                    PhaseDraft.renamed("shop/cart.py", "shop/basket.py"))),
            new Scope(
                PhaseDraft.patterns("docs/**", "shop/slug.py"),
                List.of(),
                PhaseDraft.patterns("docs/old/"),
                List.of(new RepoPath("pyproject.toml"))));

    assertThat(lines(manifest(phase, SHOP).write()))
        .containsExactly(
            "shop/slug.py: deliverable",
            "shop/basket.py: deliverable",
            "shop/cart.py: renamed to 'shop/basket.py'",
            "pyproject.toml: granted by the plan",
            "docs/slugs.md: matches scope.write 'docs/**'");
  }

  @Test
  void what_is_read_comes_in_the_order_of_its_use_with_the_reason() {
    var phase =
        PhaseDraft.withScope(
            PhaseDraft.delivering("shop/slug.py"),
            new Scope(List.of(), PhaseDraft.patterns("docs/*"), List.of(), List.of()));

    var manifest = manifest(phase, SHOP);

    assertThat(lines(manifest.read()))
        .containsExactly(
            "tests/test_slug.py: tests 'shop/slug.py'",
            "tests/test_page.py: a test that imports 'shop/slug.py'",
            "tests/fixtures.py: used by 'tests/test_slug.py'",
            "shop/letters.py: imported by 'shop/slug.py'",
            "shop/page.py: imports 'shop/slug.py'",
            "docs/slugs.md: matches scope.read 'docs/*'",
            "pyproject.toml: the nearest build file");
    assertThat(names(manifest.tests())).containsExactly("tests/test_slug.py", "tests/test_page.py");
  }

  @Test
  void a_new_file_is_shown_what_its_tests_use_and_only_code_that_it_builds_on() {
    var tree =
        MapTree.of(
            Map.of(
                "shop/cart.py", "",
                "shop/far.py", "",
                "docs/shop.md", "# Shop\n",
                "tests/test_stock.py",
                    "from shop.cart import Cart\nfrom shop.stock import Stock\n"));
    var made = List.of(new RepoPath("docs/shop.md"), new RepoPath("shop/far.py"));

    assertThat(lines(read("shop/stock.py", tree, made)))
        .containsExactly(
            "tests/test_stock.py: tests 'shop/stock.py'",
            "shop/cart.py: used by 'tests/test_stock.py'",
            "shop/far.py: made by a phase that this one builds on");
    assertThat(lines(read("docs/new.md", tree, made)))
        .containsExactly(
            "docs/shop.md: made by a phase that this one builds on",
            "shop/far.py: made by a phase that this one builds on");
  }

  @Test
  void a_part_that_changes_files_is_shown_of_earlier_phases_only_what_the_goal_names() {
    var made = List.of(new RepoPath("shop/page.py"), new RepoPath("shop/letters.py"));
    var phase = PhaseDraft.delivering("shop/slug.py");
    var naming = phase.withIntent(PhaseDraft.saying("Use the page").intent());

    assertThat(Foundations.of(phase, SHOP, made)).isEmpty();
    assertThat(names(Foundations.of(naming, SHOP, made))).containsExactly("shop/page.py");
    assertThat(Foundations.of(PhaseDraft.delivering("shop/new.py"), SHOP, made)).isEqualTo(made);
  }

  private static List<Manifest.ScopedPath> read(String path, Tree tree, List<RepoPath> made) {
    return new ManifestMaker(Preflight.STANDARD)
        .make(PhaseDraft.delivering(path), tree, PhaseDraft.output(tree, Format.NDJSON), made)
        .read();
  }

  @Test
  void a_new_test_file_is_a_test_of_the_phase_and_reads_what_it_tests() {
    var phase = PhaseDraft.delivering("tests/test_letters.py");

    var manifest = manifest(phase, SHOP);

    assertThat(names(manifest.tests())).containsExactly("tests/test_letters.py");
    assertThat(lines(manifest.read()))
        .contains("shop/letters.py: tested by 'tests/test_letters.py'");
  }

  @Test
  void a_test_of_the_same_name_belongs_to_the_nearest_file() {
    var tree =
        MapTree.of(
            Map.of(
                "a/utils.py",
                "",
                "b/utils.py",
                "",
                "tests/a/test_utils.py",
                "",
                "tests/b/test_utils.py",
                ""));

    assertThat(names(manifest(PhaseDraft.delivering("b/utils.py"), tree).tests()))
        .containsExactly("tests/b/test_utils.py");
  }

  @Test
  void a_phase_without_deliverables_of_which_nothing_is_found_is_refused_with_the_next_step() {
    var manifest = manifest(PhaseDraft.saying("Sing"), SHOP);

    assertThatThrownBy(manifest::sound)
        .isInstanceOfSatisfying(
            OperatorException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("'slugify' lists no deliverables");
              assertThat(refused.nextStep())
                  .isEqualTo(
                      "List the files it must deliver under 'deliverables', each as a path.");
            });
  }

  @Test
  void a_failing_estimate_reserves_the_floor_and_says_so() {
    var manifest = manifest(PhaseDraft.delivering("shop/slug.py"), new Sizeless(SHOP));

    assertThat(manifest.estimate().p95()).isEqualTo(2_048);
    assertThat(manifest.estimate().reason())
        .isEqualTo(
            "no estimate (java.lang.IllegalStateException: no size): the floor of backend, medium complexity");
    assertThat(manifest.objections())
        .extracting(Objection::severity)
        .containsExactly(Objection.Severity.WARNING);
    assertThat(manifest.sound()).isSameAs(manifest);
  }

  private static Manifest manifest(Phase phase, Tree tree) {
    return new ManifestMaker(Preflight.STANDARD)
        .make(phase, tree, PhaseDraft.output(tree, Format.NDJSON));
  }

  private static List<String> lines(List<Manifest.ScopedPath> paths) {
    return paths.stream().map(scoped -> scoped.path() + ": " + scoped.reason()).toList();
  }

  private static List<String> names(List<RepoPath> paths) {
    return paths.stream().map(RepoPath::value).toList();
  }

  /** A tree whose files have no size: the second time one is asked for. */
  private record Sizeless(Tree tree) implements Tree {
    @Override
    public List<RepoPath> paths() {
      return tree.paths();
    }

    @Override
    public List<String> unreachable() {
      return List.of();
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
      var calledByEstimate =
          StackWalker.getInstance()
              .walk(frames -> frames.anyMatch(it -> it.getClassName().endsWith("TreeFacts")));
      if (calledByEstimate) {
        throw new IllegalStateException("no size");
      }
      return tree.find(path);
    }

    @Override
    public Optional<byte[]> bytes(RepoPath path) {
      return tree.bytes(path);
    }
  }
}
