package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScopeGuesserTest {
  private static final Tree SHOP =
      MapTree.of(
          Map.of(
              "src/shop/cart.py", "class Cart:\n    def add_item(self, item): ...\n",
              "src/shop/orders.py", "def place_order(cart): ...\n",
              "src/shop/retry.py", "MAX_RETRIES = 3\ndef with_backoff(call): ...\n",
              "tests/test_cart.py", "from shop.cart import Cart\n",
              "docs/payments.md", "# Paying\n\nHow a customer pays.\n",
              "frontend/app.tsx", "export const App = () => null;\n",
              "frontend/theme.css", "body { color: black }\n",
              "README.md", "A shop.\n"));

  @Test
  void a_path_in_the_goal_comes_first_and_makes_sure() {
    var guess = guess("Let src/shop/retry.py wait longer, see `with_backoff`");

    assertThat(guess.files().getFirst())
        .isEqualTo(
            new ScopedPath(
                new RepoPath("src/shop/retry.py"),
                "the goal names it; it seems to define 'with_backoff'; its name is 'retry'"));
    assertThat(guess.confidence().suffices()).isTrue();
  }

  @Test
  void a_folder_that_is_merely_there_earns_nothing() {
    var confidence = guess("Rename a button token").confidence();

    assertThat(confidence.suffices()).isFalse();
    assertThat(confidence.value()).isZero();
  }

  @Test
  void a_goal_without_a_word_of_the_repository_proposes_nothing() {
    assertThat(guess("Fix it").files()).isEmpty();
  }

  @Test
  void inflections_of_a_word_are_one_word() {
    assertThat(guess("Ordering twice must not pay twice").paths())
        .startsWith(new RepoPath("src/shop/orders.py"));
  }

  @Test
  void what_was_called_alike_before_is_proposed_and_named() {
    History history =
        () ->
            List.of(
                new History.Change("Say more in the log", paths("README.md")),
                new History.Change("Speed up the checkout", paths("src/shop/orders.py")));

    var guess = guess(phase("Make the checkout faster"), history);

    assertThat(guess.files().getFirst())
        .isEqualTo(
            new ScopedPath(
                new RepoPath("src/shop/orders.py"),
                "it was changed often of late; it was part of 'Speed up the checkout'"));
  }

  @Test
  void a_mark_in_front_names_a_part_of_the_repository() {
    assertThat(guess("docs(payments): say how refunds work").paths())
        .startsWith(new RepoPath("docs/payments.md"));
    assertThat(guess("frontend: draw it in two columns").paths())
        .startsWith(new RepoPath("frontend/app.tsx"), new RepoPath("frontend/theme.css"));
  }

  @Test
  void what_the_plan_forbids_is_never_proposed() {
    var forbidding =
        PhaseDraft.withScope(
            phase("Let src/shop/retry.py wait longer"),
            new Scope(List.of(), List.of(), PhaseDraft.patterns("src/shop/re*"), List.of()));

    assertThat(guess(forbidding, History.NONE).paths())
        .isNotEmpty()
        .doesNotContain(new RepoPath("src/shop/retry.py"));
  }

  @Test
  void not_more_than_twenty_files_are_proposed_and_equals_in_the_order_of_their_names() {
    var files = new TreeMap<String, String>();
    for (int i = 10; i < 50; i++) {
      files.put("parts/part%d.txt".formatted(i), "a gear\n");
    }

    var guess =
        new ManifestMaker(Preflight.STANDARD)
            .scope(phase("Oil every gear"), MapTree.of(files), Background.NONE)
            .guess()
            .orElseThrow();

    assertThat(guess.paths()).hasSize(Guess.MAX_FILES).isSorted();
    assertThat(guess.paths().getFirst()).isEqualTo(new RepoPath("parts/part10.txt"));
  }

  private static Guess guess(String goal) {
    return guess(phase(goal), History.NONE);
  }

  private static Guess guess(Phase phase, History history) {
    return new ManifestMaker(Preflight.STANDARD)
        .scope(phase, SHOP, new Background(List.of(), history, Optional.empty(), Optional.empty()))
        .guess()
        .orElseThrow();
  }

  private static Phase phase(String goal) {
    return PhaseDraft.saying(goal);
  }

  private static List<RepoPath> paths(String... paths) {
    return List.of(paths).stream().map(RepoPath::new).toList();
  }
}
