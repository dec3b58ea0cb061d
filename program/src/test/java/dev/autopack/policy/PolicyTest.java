package dev.autopack.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.plan.PathPattern;
import dev.autopack.policy.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Policy POLICY = new Policy(List.of());

  /** The deliverable {@code src/slug.py}; {@code docs/} is added, a folder is forbidden. */
  private static final PolicyScope SCOPE = Example.NARROW;

  @Test
  void a_deliverable_and_a_new_file_beside_it_are_allowed_in_silence() {
    var changes = changes(modified("src/slug.py"), created("src/slug_rules.py"));

    assertThat(judge(changes)).isEqualTo(new Decision.Allow(List.of()));
  }

  @Test
  void files_outside_the_scope_are_asked_about_together() {
    var changes = changes(modified("lib/a.py"), modified("lib/b.py"));

    assertThat(judge(changes))
        .isEqualTo(
            new Decision.Ask(
                List.of(
                    new Finding(
                        "outside-scope",
                        Severity.ASK,
                        List.of(new RepoPath("lib/a.py"), new RepoPath("lib/b.py")),
                        "'lib/a.py', 'lib/b.py': it is outside what the phase may write",
                        Risk.MEDIUM))));
  }

  @Test
  void the_strictest_rule_decides_and_the_others_are_still_heard() {
    var changes = changes(modified("PLANS/slugs.yaml"), modified("lib/a.py"));

    assertThat(judge(changes))
        .isInstanceOfSatisfying(
            Decision.Refuse.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::rule)
                    .containsExactly("never-list", "outside-scope"));
  }

  @Test
  void what_the_phase_must_not_touch_is_refused_even_as_a_new_file_beside_code() {
    assertThat(judge(changes(created("src/legacy/new.py")))).isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void a_protected_file_that_the_plan_names_is_approved_and_said_to_be() {
    assertThat(judge(changes(modified("pyproject.toml"))))
        .isEqualTo(
            new Decision.Allow(
                List.of(
                    new Finding(
                        "protected",
                        Severity.NOTIFY,
                        List.of(new RepoPath("pyproject.toml")),
                        "'pyproject.toml': it configures the build; the plan approves it for this"
                            + " phase",
                        Risk.LOW))));
  }

  @Test
  void a_protected_file_is_asked_about_even_where_a_pattern_of_the_scope_matches_it() {
    assertThat(judge(changes(created("docs/package.json")))).isInstanceOf(Decision.Ask.class);
  }

  @Test
  void a_project_protects_files_of_its_own() {
    var policy = new Policy(List.of(new PathPattern("docs/law/**")));

    assertThat(policy.judge(SCOPE, changes(created("docs/law/a.md"))))
        .isInstanceOf(Decision.Ask.class);
  }

  @Test
  void no_grant_opens_the_never_list() {
    var env = Set.of(new RepoPath(".env"));
    var scope = new PolicyScope(env, List.of(), Set.of(), List.of(), env, Optional.empty());

    assertThat(POLICY.judge(scope, changes(created(".env")))).isInstanceOf(Decision.Refuse.class);
  }

  @ParameterizedTest
  @CsvSource({
    "99, ALLOW, 0",
    "100, ALLOW, 0",
    "101, ALLOW, 1",
    "199, ALLOW, 1",
    "200, ALLOW, 1",
    "201, ASK, 1"
  })
  void deletions_are_reported_over_100_lines_and_asked_about_over_200(
      int lines, String decision, int findings) {
    var text = Deletions.numbered(400);
    var kept = Deletions.numbered(400 - lines);

    var decided = judge(changes(changed("src/slug.py", text, kept)));

    assertThat(decided.getClass().getSimpleName()).isEqualToIgnoringCase(decision);
    assertThat(findings(decided)).hasSize(findings);
  }

  @Test
  void a_unit_on_the_never_list_or_with_a_secret_is_refused_before_there_is_a_tree() {
    var settings = new FileEdit.Rewrite(new RepoPath("autopack.yaml"), "x\n");
    var leak =
        new FileEdit.Create(new RepoPath("src/slug.py"), "k = 'AKIA" + "QWERTYUIOP234567'\n");
    var moved = new FileEdit.Rename(new RepoPath("src/env.py"), new RepoPath(".env"), List.of());

    assertThat(List.of(settings, leak, moved))
        .allSatisfy(edit -> assertThat(POLICY.refusals(SCOPE, edit)).hasSize(1));
  }

  @Test
  void a_unit_that_a_person_may_approve_does_not_end_the_reply() {
    var edit = new FileEdit.Rewrite(new RepoPath(".github/workflows/ci.yml"), "x\n");

    assertThat(POLICY.refusals(SCOPE, edit)).isEmpty();
  }

  @Test
  void a_finding_never_quotes_the_secret_it_found() {
    var edit =
        new FileEdit.Create(new RepoPath("src/slug.py"), "\nk = 'AKIA" + "QWERTYUIOP234567'\n");

    assertThat(POLICY.refusals(SCOPE, edit))
        .extracting(Finding::justification)
        .containsExactly("'src/slug.py': line 2 holds an AWS access key");
  }

  @Test
  void a_path_is_explained_by_the_rules_that_speak_of_it() {
    assertThat(POLICY.explain(new RepoPath("web/package.json"), SCOPE))
        .extracting(Finding::rule)
        .containsExactly("outside-scope", "protected");
    assertThat(POLICY.explain(new RepoPath("docs/a.md"), SCOPE)).isEmpty();
  }

  private static Decision judge(ChangeSet changes) {
    return POLICY.judge(SCOPE, changes);
  }

  private static List<Finding> findings(Decision decision) {
    return switch (decision) {
      case Decision.Allow(var findings) -> findings;
      case Decision.Ask(var findings) -> findings;
      case Decision.Refuse(var findings) -> findings;
    };
  }

  static ChangeSet changes(FileChange... changes) {
    return new ChangeSet(List.of(changes));
  }

  static FileChange created(String path) {
    return new FileChange(
        new RepoPath(path), Optional.empty(), Optional.of("x\n"), Optional.empty(), Rung.EXACT);
  }

  static FileChange modified(String path) {
    return changed(path, "x\n", "y\n");
  }

  static FileChange changed(String path, String before, String after) {
    return new FileChange(
        new RepoPath(path), Optional.of(before), Optional.of(after), Optional.empty(), Rung.EXACT);
  }
}
