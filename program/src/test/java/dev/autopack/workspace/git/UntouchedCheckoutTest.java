package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.RunId;
import dev.autopack.testing.FolderLook;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.Repository.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of the user's is read for its programs or written at all. */
class UntouchedCheckoutTest {
  private static final RunId RUN = new RunId("r1");

  @TempDir Path folder;
  private GitFixture fixture;
  private Path screams;

  @BeforeEach
  void workInProgress() throws IOException {
    fixture =
        GitFixture.of(
            folder,
            Map.of(
                "a.txt",
                "one\n",
                "src/b.txt",
                "two\n",
                "c.scream",
                "three\n",
                ".gitattributes",
                "* filter=scream diff=scream merge=scream\n"));
    fixture.git("branch", "side");
    fixture.git("tag", "v1");
    fixture.git("pack-refs", "--all");
    fixture.write("a.txt", "stashed\n");
    fixture.git("stash");
    fixture.write("a.txt", "staged\n");
    fixture.git("add", "a.txt");
    fixture.write("a.txt", "staged and changed\n").write("untracked.txt", "x\n");
    fixture.write("src/b.txt", "changed\n");
    screams = Files.createDirectories(folder.resolve("screams"));
    plantPrograms();
  }

  /** Every program that git could be told to run, in the user's and the repository's settings. */
  private void plantPrograms() {
    var scream = folder.resolve("scream");
    Worlds.write(scream, "#!/bin/sh\necho \"$0 $*\" >'" + screams + "'/$$\ncat\n", "rwxr-xr-x");
    for (var hook :
        List.of(
            "post-checkout",
            "post-index-change",
            "reference-transaction",
            "pre-commit",
            "commit-msg",
            "prepare-commit-msg",
            "post-commit",
            "pre-auto-gc",
            "post-rewrite",
            "fsmonitor-watchman",
            "update",
            "post-update")) {
      for (var hooks : List.of(fixture.top().resolve(".git/hooks"), folder.resolve("hooks"))) {
        Worlds.write(
            hooks.resolve(hook), "#!/bin/sh\nexec '" + scream + "' " + hook + "\n", "rwxr-xr-x");
      }
    }
    var program = "\"" + scream + "\"";
    var settings =
        """
        [core]
          hooksPath = %1$s
          fsmonitor = %2$s
          pager = %2$s
          editor = %2$s
          sshCommand = %2$s
          askPass = %2$s
          alternateRefsCommand = %2$s
        [filter "scream"]
          clean = %2$s
          smudge = %2$s
          process = %2$s
          required = true
        [diff]
          external = %2$s
        [diff "scream"]
          command = %2$s
          textconv = %2$s
        [merge "scream"]
          driver = %2$s
        [commit]
          gpgSign = true
        [tag]
          gpgSign = true
        [gpg]
          program = %2$s
        [credential]
          helper = !%2$s
        [pager]
          diff-tree = true
        [gc]
          auto = 1
        """
            .formatted(folder.resolve("hooks"), program);
    for (var file :
        List.of(fixture.top().resolve(".git/config"), fixture.home().resolve(".gitconfig"))) {
      append(file, settings);
    }
  }

  private static void append(Path file, String text) {
    try {
      Worlds.write(file, Files.readString(file) + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_run_and_its_removal_change_nothing_of_the_users_and_start_no_program_of_theirs()
      throws IOException {
    var before = FolderLook.exactly(fixture.top(), path -> !path.startsWith(".git/objects"));

    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.notices()).isNotEmpty();
      new PhaseStory(RUN, folder.resolve("journal")).tell(repository);
      assertOnlyOursIsNew(before);
      var workspace = repository.open(RUN);
      var start = workspace.treeOf(repository.base());
      assertThat(workspace.diff(start, workspace.treeOf(workspace.head()))).contains("+eins");
      assertThat(workspace.changedFiles(start, workspace.treeOf(workspace.head()))).hasSize(2);
      repository.remove(RUN, Removal.EVERYTHING);
    }

    assertThat(FolderLook.exactly(fixture.top(), path -> !path.startsWith(".git/objects")))
        .containsExactlyInAnyOrderEntriesOf(before);
    assertThat(screams).isEmptyDirectory();
  }

  private void assertOnlyOursIsNew(Map<String, String> before) {
    var during = FolderLook.exactly(fixture.top(), path -> !path.startsWith(".git/objects"));
    assertThat(during).containsAllEntriesOf(before);
    during.keySet().removeAll(before.keySet());
    assertThat(during.keySet())
        .isNotEmpty()
        .allMatch(path ->
            path.matches("\\.git/worktrees(/r1(/.*)?)?|\\.git/refs/autopack(/r1(/.*)?)?")
                || path.matches("\\.git/(logs/)?refs/heads/autopack(-partial)?(/r1(/.*)?)?"));
  }

  /** The trap is set: the user's own git does scream. */
  @Test
  void the_programs_are_there() {
    try {
      fixture.git("-c", "commit.gpgSign=false", "commit", "-m", "x");
    } catch (IllegalStateException refused) {
      // A program that screams is no good hook.
    }
    assertThat(screams).isNotEmptyDirectory();
  }
}
