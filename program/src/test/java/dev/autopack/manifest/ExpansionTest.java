package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.manifest.Manifest.ScopedPath;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Scope;
import dev.autopack.testing.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Folders and patterns as deliverables, held against a repository. */
class ExpansionTest {
  private static final Tree SHOP =
      MapTree.of(
              Map.of(
                  "src/cart.py", "",
                  "src/api/orders.py", "",
                  "src/api/orders.sql", "",
                  "docs/guide.md", "",
                  ".env", ""))
          .with("src/api/link.py", Tree.Kind.SYMLINK);

  @Test
  void a_folder_stands_for_the_files_in_it_each_to_be_modified() {
    var scoping = scope(PhaseDraft.widely("src/"));

    assertThat(scoping.write())
        .containsExactly(
            scoped("src/api/orders.py", "in the deliverable folder 'src/'"),
            scoped("src/api/orders.sql", "in the deliverable folder 'src/'"),
            scoped("src/cart.py", "in the deliverable folder 'src/'"));
    assertThat(scoping.phase().deliverables())
        .extracting(Deliverable::action)
        .containsOnly(Optional.of(Deliverable.Action.MODIFY));
    assertThat(scoping.phase().wide()).isEmpty();
    assertThat(scoping.objections()).isEmpty();
    // Nobody wrote these names, so a protected one among them is still asked about.
    assertThat(scoping.literal()).isEmpty();
  }

  @Test
  void a_file_that_is_also_listed_stays_as_it_is_listed() {
    var scoping =
        scope(PhaseDraft.widely(PhaseDraft.delivering("src/cart.py"), "src/*.py", "**/*.sql"));

    assertThat(scoping.write())
        .containsExactly(
            scoped("src/cart.py", "deliverable"),
            scoped("src/api/orders.sql", "matches the deliverable pattern '**/*.sql'"));
    assertThat(scoping.literal()).containsExactly(new RepoPath("src/cart.py"));
  }

  @Test
  void what_stands_for_nothing_is_refused_with_what_to_write() {
    assertThat(texts(scope(PhaseDraft.widely("src/ap/", "lib/*.py"))))
        .containsExactly(
            "error: The phase 'slugify' lists the deliverable folder 'src/ap/', which stands for no file that is there. Such a deliverable means existing files. List new ones one by one, as in {path: src/ap/NAME, action: create}; 'scope: {write: [\"src/ap/**\"]}' lets the phase add others. Did you mean 'src/api/'?",
            "error: The phase 'slugify' lists the deliverable pattern 'lib/*.py', which stands for no file that is there. Such a deliverable means existing files. List new ones one by one, as in {path: lib/NAME, action: create}; 'scope: {write: [\"lib/**\"]}' lets the phase add others.");
  }

  @Test
  void what_a_phase_before_it_makes_need_not_be_there_yet() {
    var background = Background.NONE.on(List.of(new RepoPath("lib/slug.py")));

    assertThat(
            new ManifestMaker(Preflight.STANDARD)
                .scope(PhaseDraft.widely("lib/"), SHOP, background)
                .objections())
        .isEmpty();
  }

  @Test
  void too_many_files_are_refused_with_what_to_write() {
    var files = new TreeMap<String, String>();
    for (int i = 0; i < 101; i++) {
      files.put("src/f%d.py".formatted(i), "");
    }

    assertThat(
            texts(
                new ManifestMaker(Preflight.STANDARD)
                    .scope(PhaseDraft.widely("src/**"), MapTree.of(files), Background.NONE)))
        .containsExactly(
            "error: The phase 'slugify' lists the deliverable 'src/**', which stands for 101 files, more than 100 that must all be changed. List the files, or write a narrower pattern; 'scope: {write: [\"src/**\"]}' lets the phase change what it needs there, beside the deliverables that show it is done.");
  }

  @Test
  void what_may_never_be_written_is_left_out() {
    var phase =
        PhaseDraft.withScope(
            PhaseDraft.widely("**"),
            new Scope(List.of(), List.of(), PhaseDraft.patterns("src/**"), List.of()));

    assertThat(scope(phase).write())
        .containsExactly(scoped("docs/guide.md", "matches the deliverable pattern '**'"));
  }

  @Test
  void a_category_that_nobody_wrote_follows_from_the_files() {
    var phase = PhaseDraft.widely("docs/");
    var open = phase.withIntent(phase.intent().in(dev.autopack.plan.CategoryGuess.of(List.of())));

    var intent = scope(open).phase().intent();

    assertThat(intent.category()).isEqualTo(dev.autopack.plan.Category.DOCS);
    assertThat(intent.inferred()).contains("1 of 1 files is docs");
  }

  private static Scoping scope(Phase phase) {
    return new ManifestMaker(Preflight.STANDARD).scope(phase, SHOP, Background.NONE);
  }

  private static List<String> texts(Scoping scoping) {
    return scoping.objections().stream().map(Objection::toString).toList();
  }

  private static ScopedPath scoped(String path, String reason) {
    return new ScopedPath(new RepoPath(path), reason);
  }
}
