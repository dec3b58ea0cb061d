package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.RunId;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.CommitId;
import dev.autopack.workspace.PastCommit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git says of the past. */
class PastCommitsTest {
  @TempDir Path folder;

  @Test
  void the_newest_commits_are_told_with_every_file_they_touched() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n", "ä ö/ü.txt", "two\n"));
    fixture.write("a.txt", "three\n").commit("Say three\n\nMore of it.");
    fixture.git("mv", "a.txt", "b.txt");
    fixture.commit("Call it b");
    fixture.git("commit", "--quiet", "--allow-empty", "-m", "Do nothing");

    try (var repository = Worlds.open(fixture)) {
      var expected =
          List.of(
              past("Do nothing"),
              past("Call it b", "a.txt", "b.txt"),
              past("Say three", "a.txt"),
              past("Start", "a.txt", "ä ö/ü.txt"));
      assertThat(repository.history(repository.base(), 10)).isEqualTo(expected);
      assertThat(repository.history(repository.base(), 2)).isEqualTo(expected.subList(0, 2));
      var workspace = repository.create(new RunId("r1"), repository.base());
      assertThat(workspace.history(workspace.head(), 10)).isEqualTo(expected);
    }
  }

  @Test
  void a_merge_is_told_by_the_commits_it_brings() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));
    fixture.git("checkout", "--quiet", "-b", "side");
    fixture.write("b.txt", "two\n").commit("Aside");
    fixture.git("checkout", "--quiet", "main");
    fixture.git("merge", "--quiet", "--no-ff", "-m", "Join", "side");

    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.history(repository.base(), 10))
          .extracting(PastCommit::subject)
          .containsExactlyInAnyOrder("Aside", "Start");
    }
  }

  @Test
  void of_a_commit_that_is_not_there_nothing_is_known() {
    var fixture = GitFixture.of(folder, Map.of("a.txt", "one\n"));

    try (var repository = Worlds.open(fixture)) {
      assertThat(repository.history(new CommitId("0123456789".repeat(4)), 10)).isEmpty();
    }
  }

  private static PastCommit past(String subject, String... paths) {
    return new PastCommit(subject, Stream.of(paths).map(RepoPath::new).toList());
  }
}
