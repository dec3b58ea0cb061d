package dev.autopack.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.PhaseDraft;
import dev.autopack.manifest.Preflight;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import dev.autopack.policy.PolicyScope;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What policy is told of a phase. */
class ScopesTest {
  private static PolicyScope scope(Phase phase) {
    var tree = MapTree.of(Map.of("src/old.py", "x = 1\n", "docs/a.md", "a\n"));
    var manifest =
        new ManifestMaker(Preflight.STANDARD)
            .make(phase, tree, PhaseDraft.output(tree, Format.NDJSON));
    return Scopes.of(phase, manifest, Optional.of(new RepoPath("plan.yaml")));
  }

  @Test
  void deliverables_both_ends_of_a_rename_and_grants_are_approved_by_the_plans_author() {
    var deliverables =
        List.of(
            PhaseDraft.renamed("src/old.py", "src/new.py"),
            Deliverable.of(new RepoPath("pom.xml")));
    var asWritten =
        new Scope(
            PhaseDraft.patterns("docs/**"),
            List.of(),
            PhaseDraft.patterns("docs/secret/**"),
            List.of(new RepoPath("pyproject.toml")));

    assertThat(scope(PhaseDraft.withScope(PhaseDraft.of(deliverables), asWritten)))
        .isEqualTo(
            new PolicyScope(
                paths("src/old.py", "src/new.py", "pom.xml", "pyproject.toml", "docs/a.md"),
                PhaseDraft.patterns("docs/**"),
                Set.of("src"),
                PhaseDraft.patterns("docs/secret/**"),
                paths("src/old.py", "src/new.py", "pom.xml", "pyproject.toml"),
                Optional.of(new RepoPath("plan.yaml"))));
  }

  @Test
  void only_beside_code_may_new_files_be_made_unasked() {
    assertThat(scope(PhaseDraft.delivering("docs/a.md", "conf/app.yaml")).codeFolders()).isEmpty();
    assertThat(scope(PhaseDraft.delivering("src/a.py", "web/b.tsx")).codeFolders())
        .isEqualTo(Set.of("src", "web"));
  }

  private static Set<RepoPath> paths(String... paths) {
    return Stream.of(paths).map(RepoPath::new).collect(Collectors.toSet());
  }
}
