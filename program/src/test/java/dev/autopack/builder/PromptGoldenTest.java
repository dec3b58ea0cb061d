package dev.autopack.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.failure.Failure;
import dev.autopack.failure.FailureDigest;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.model.ModelRequest;
import dev.autopack.output.Unit;
import dev.autopack.output.UnitReaders;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import dev.autopack.plan.Validation;
import dev.autopack.testing.MapTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The prompts word for word. A change of theirs is reviewed as a diff of the files under {@code
 * golden}; {@code -Dgolden=apply} rewrites them.
 */
class PromptGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/autopack/builder/golden");
  private static final boolean APPLY = "apply".equals(System.getProperty("golden"));

  private static final MapTree SHOP =
      MapTree.of(
          Map.of(
              "shop/slug.py", "def slugify(title):\n    raise NotImplementedError\n",
              "shop/page.py",
                  "from shop.slug import slugify\nKEY = \"ghp_" + "a1B2".repeat(9) + "\"\n",
              "shop/letters.txt", "a\r\nb",
              "tests/test_slug.py",
                  "from shop.slug import slugify\n\n\ndef test_words():\n    assert slugify('A b') == 'a-b'\n",
              "pyproject.toml", ""));

  @Test
  void the_first_prompt() throws IOException {
    check("first", new ConversationDraft(slugify(), SHOP).first());
  }

  @Test
  void the_prompt_after_two_failures() throws IOException {
    check(
        "failures",
        new ConversationDraft(PhaseDraft.delivering("shop/slug.py"), SHOP)
            .after(
                new Failure(
                    Failure.Kind.NOT_COMPLETE,
                    "a",
                    List.of(
                        new FailureDigest(
                            "tests",
                            "tests/test_slug.py::test_words, tests/test_slug.py:5: expected 'a-b', got 'A-b'"))),
                new Failure(
                    Failure.Kind.DENIED,
                    "b",
                    List.of(
                        new FailureDigest(
                            "approval",
                            "A person did not approve the change to 'pyproject.toml'. The reason: no new dependency.")))));
  }

  @Test
  void the_prompt_for_the_rest_of_a_cut_reply() throws IOException {
    check(
        "continuation",
        new ConversationDraft(slugify(), SHOP)
            .holding(
                new Unit.Change(
                    new FileEdit.Rewrite(
                        new RepoPath("shop/slug.py"),
                        "import re\n\n\ndef slugify(title):\n    return re.sub('x', 'y', title)\n")),
                new Unit.Change(new FileEdit.Create(new RepoPath("shop/fold.py"), "y\n"))));
  }

  @Test
  void the_prompt_for_a_diff() throws IOException {
    check("diff", new ConversationDraft(slugify(), SHOP, Format.DIFF).first());
  }

  @Test
  void the_prompt_for_the_rest_of_a_cut_diff() throws IOException {
    var reader = UnitReaders.of(Format.DIFF);
    reader.feed(
        """
        --- a/shop/slug.py
        +++ b/shop/slug.py
        @@ -0,1 +0,1 @@
         # slugs
        -# old
        +# new
        @@ -8,9 +8,9 @@
         def slugify(title):
        -    raise NotImplementedError
        +    words = title.split()
        +    return "-".join(words)
         # end of it
        +def fold(\
        """);

    check(
        "diff-continuation",
        new ConversationDraft(slugify(), SHOP, Format.DIFF)
            .holding(reader.finish().open().orElseThrow()));
  }

  @Test
  void the_prompt_with_little_room() throws IOException {
    var lines = "    total = total + price(item)\n".repeat(300);
    var tree =
        MapTree.of(
            Map.of(
                "shop/cart.py", "def cart(items):\n" + lines + "\ndef last():\n    return 1\n",
                "tests/test_cart.py", "import shop.cart\n" + "# " + lines));

    check(
        "little-room",
        new ConversationDraft(PhaseDraft.delivering("shop/cart.py"), tree).within(1_500));
  }

  private static Phase slugify() {
    var draft = PhaseDraft.delivering();
    return new Phase(
        draft.id(),
        new Intent(
            "Turn a title into an ASCII slug.\n",
            Category.BACKEND,
            Complexity.MEDIUM,
            List.of("'Crème brûlée' becomes 'creme-brulee'")),
        List.of(),
        List.of(
            Deliverable.of(new RepoPath("shop/slug.py")),
            new Deliverable(
                new RepoPath("tests/test_fold.py"),
                Optional.of(Deliverable.Action.CREATE),
                Optional.empty(),
                List.of("test_fold"),
                OptionalInt.of(30),
                List.of(new RepoPath("shop/letters.txt"))),
            PhaseDraft.renamed("shop/letters.txt", "shop/alphabet.txt")),
        new Scope(
            PhaseDraft.patterns("docs/**"),
            List.of(),
            PhaseDraft.patterns("shop/legacy/**"),
            List.of(new RepoPath("pyproject.toml"))),
        new Validation(List.of("tests/test_slug.py"), Optional.of(List.of("pytest", "-q"))),
        draft.limits());
  }

  private static void check(String name, Conversation conversation) throws IOException {
    var actual =
        shown(
            new PromptedBuilder(UnitReaders::of).request(ConversationDraft.PROFILE, conversation));
    var file = GOLDEN.resolve(name + ".txt");
    if (APPLY) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(file).as("run the test with -Dgolden=apply and read the diff").exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  private static String shown(ModelRequest request) {
    var text =
        new StringBuilder(
            "model %s, at most %d tokens\n\n"
                .formatted(request.modelId(), request.maxOutputTokens()));
    text.append("[system]\n").append(request.system()).append('\n');
    request
        .turns()
        .forEach(turn ->
            text.append("\n[")
                .append(turn.speaker())
                .append("]\n")
                .append(turn.text())
                .append('\n'));
    return text.toString();
  }
}
