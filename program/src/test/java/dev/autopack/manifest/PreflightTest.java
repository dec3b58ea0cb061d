package dev.autopack.manifest;

import static dev.autopack.plan.Deliverable.Action.CREATE;
import static dev.autopack.plan.Deliverable.Action.DELETE;
import static dev.autopack.plan.Deliverable.Action.MODIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.Tree.Kind;
import dev.autopack.plan.Limits;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.Scope;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final MapTree TREE =
      MapTree.of(
              Map.of(
                  "src/main/java/p/Slug.java", "",
                  "src/test/java/p/SlugTest.java", "",
                  "tests/test_slug.py", "",
                  "README.md", ""))
          .with("link", Kind.SYMLINK)
          .with("vendor/lib", Kind.SUBMODULE)
          .withUnreachable("aux.py");

  @Test
  void a_sound_phase_has_no_objection() {
    var phase =
        PhaseDraft.decidedBy(
            PhaseDraft.of(
                List.of(
                    PhaseDraft.deliverable("README.md", MODIFY),
                    PhaseDraft.deliverable("src/New.java", CREATE))),
            "tests/test_slug.py::test_one",
            "tests/",
            "p.SlugTest#short",
            "SlugTest$Inner");

    assertThat(Preflight.STANDARD.check(phase, TREE)).isEmpty();
  }

  @Test
  void what_shall_be_modified_must_be_there_and_what_shall_be_created_must_not() {
    var phase =
        PhaseDraft.of(
            List.of(
                PhaseDraft.deliverable("src/java/p/Slug.java", MODIFY),
                PhaseDraft.deliverable("docs/gone.md", DELETE),
                PhaseDraft.deliverable("README.md", CREATE),
                PhaseDraft.renamed("READMEE.md", "src/test/java/p/SlugTest.java")));

    assertThat(texts(phase))
        .containsExactly(
            "error: The phase 'slugify' shall modify 'src/java/p/Slug.java', which is not there. Did you mean 'src/main/java/p/Slug.java'?",
            "error: The phase 'slugify' shall delete 'docs/gone.md', which is not there. Correct the path, or write 'action: create'.",
            "error: The phase 'slugify' shall create 'README.md', which is there already. Write 'action: modify', or leave the action out.",
            "error: The phase 'slugify' shall rename 'READMEE.md', which is not there. Did you mean 'README.md'?");
  }

  @Test
  void what_no_edit_can_write_is_no_deliverable() {
    assertThat(
            texts(
                PhaseDraft.delivering(
                    "link", "vendor/lib", "src", "README.md/more.txt", "readme.md", "tests/x.py")))
        .containsExactly(
            refusal("link", "it is a symbolic link"),
            refusal("vendor/lib", "it is a submodule"),
            "error: The phase 'slugify' lists the deliverable 'src', but it is a folder. Write 'src/' to mean the files in it that are there.",
            refusal("README.md/more.txt", "'README.md' is a file, not a folder"),
            refusal("readme.md", "only case tells it from 'README.md'"));
  }

  @Test
  void a_file_may_be_renamed_to_another_case_of_its_own_name() {
    assertThat(texts(PhaseDraft.of(List.of(PhaseDraft.renamed("README.md", "ReadMe.md")))))
        .isEmpty();
  }

  @Test
  void tests_that_decide_must_be_there_or_be_delivered() {
    var phase =
        PhaseDraft.decidedBy(
            PhaseDraft.delivering("tests/test_new.py"),
            "tests/test_new.py::test_it",
            "tests/test_old.py",
            "p.GhostTest");

    assertThat(Preflight.STANDARD.check(phase, TREE))
        .extracting(Objection::problem)
        .containsExactly(
            "The phase 'slugify' is decided by the test 'tests/test_old.py', but there is no such file, and no deliverable of that name.",
            "The phase 'slugify' is decided by the test 'p.GhostTest', but there is no such file, and no deliverable of that name.");
  }

  @Test
  void a_deliverable_in_the_forbidden_scope_is_a_contradiction() {
    var phase =
        PhaseDraft.withScope(
            PhaseDraft.delivering("src/legacy/a.py"),
            new Scope(List.of(), List.of(), PhaseDraft.patterns("src/legacy/**"), List.of()));

    assertThat(texts(phase))
        .containsExactly(
            "error: The phase 'slugify' lists the deliverable 'src/legacy/a.py', and its scope.forbid excludes it. Take it out of one of the two.");
  }

  @Test
  void many_files_are_a_warning_and_a_setting_but_no_limit() {
    var many = IntStream.range(0, 101).mapToObj("src/f%d.py"::formatted).toArray(String[]::new);

    assertThat(new Preflight(101).check(PhaseDraft.delivering(many), TREE)).isEmpty();
    assertThat(texts(PhaseDraft.delivering(many)))
        .containsExactly(
            "warning: The phase 'slugify' has 101 deliverables, more than 100. Consider several phases: a smaller one fails and is repeated alone.");
  }

  @Test
  void a_plan_is_judged_in_the_order_of_its_phases() {
    var makes =
        PhaseDraft.named(PhaseDraft.of(List.of(PhaseDraft.deliverable("a.py", CREATE))), "makes");
    var uses = PhaseDraft.of(List.of(PhaseDraft.deliverable("a.py", MODIFY)));

    assertThat(judged(makes, PhaseDraft.named(uses, "uses", "makes"))).isEmpty();
    assertThat(judged(PhaseDraft.named(uses, "uses"), makes))
        .containsExactly(
            "error: The phase 'uses' shall modify 'a.py', which is not there. Correct the path, or write 'action: create'.",
            "error: The phase 'makes' shall create 'a.py', which is there already. Write 'action: modify', or leave the action out.");
    assertThat(judged(makes, PhaseDraft.named(uses, "uses")))
        .containsExactly(
            "warning: The phase 'uses' works on 'a.py', which the phase 'makes' creates, and does not depend on it. Add 'makes' to its depends_on.");
  }

  private static List<String> judged(Phase... phases) {
    var plan = new Plan("slugs", "Slugs", Limits.NONE, Map.of(), List.of(phases));
    return Preflight.STANDARD.check(plan, TREE).stream().map(Objection::toString).toList();
  }

  private static List<String> texts(Phase phase) {
    return Preflight.STANDARD.check(phase, TREE).stream().map(Objection::toString).toList();
  }

  private static String refusal(String path, String why) {
    return "error: The phase 'slugify' lists the deliverable '%s', but %s. List a file that can be written."
        .formatted(path, why);
  }
}
