package dev.autopack.bench.commits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path folder;

  @BeforeEach
  void a_repository_with_a_history() throws Exception {
    Files.createDirectory(repository());
    git("init", "-q");
    write("one.txt", "one\ntwo\nthree\nfour\n");
    write("gone.txt", "gone\n");
    commit("Begin");
    write("one.txt", "one\n2\nthree\nfour\n");
    commit("Change a line");
    git("mv", "one.txt", "naïve name.txt");
    write("naïve name.txt", "one\n2\nthree\n4\n");
    git("rm", "-q", "gone.txt");
    commit("Move, change and drop");
    Files.write(repository().resolve("noise.bin"), new byte[] {0, 1, 2});
    commit("Add what is no text");
  }

  @Test
  void the_commits_of_a_history_are_found_again_with_their_contents() {
    var file = folder.resolve("commits.jsonl");
    var said = new ByteArrayOutputStream();

    var exit = run(said, "--repo", repository().toString(), "--out", file.toString());

    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    var commits = Commits.read(file);
    // The first has no parent, and the last is no text.
    assertThat(commits)
        .extracting(Commit::subject)
        .containsExactlyInAnyOrder("Change a line", "Move, change and drop");
    var contents = new GitContents(folder);
    assertThat(commits).allMatch(commit -> contents.find(commit).isPresent());
    var moved =
        commits.stream().filter(it -> it.subject().startsWith("Move")).findFirst().orElseThrow();
    assertThat(contents.find(moved).orElseThrow().after())
        .containsExactly(java.util.Map.entry("naïve name.txt", "one\n2\nthree\n4\n"));
  }

  @Test
  void a_file_that_a_snapshot_leaves_out_is_there_without_a_content() throws Exception {
    var git = new GitLines(repository());
    var object = git.run("rev-parse", "HEAD:noise.bin").strip();
    Files.delete(
        repository()
            .resolve(".git/objects")
            .resolve(object.substring(0, 2))
            .resolve(object.substring(2)));

    try (var blobs = new Blobs(repository())) {
      var tree = new CommittedTree(git, "HEAD", blobs);

      assertThat(tree.find(new RepoPath("noise.bin"))).isPresent();
      assertThat(tree.bytes(new RepoPath("noise.bin"))).isEmpty();
      assertThat(tree.bytes(new RepoPath("naïve name.txt"))).isPresent();
    }
  }

  @Test
  void no_more_of_a_stratum_are_taken_than_asked_for() {
    var file = folder.resolve("commits.jsonl");
    var said = new ByteArrayOutputStream();

    run(said, "--repo", repository().toString(), "--out", file.toString(), "--sample", "1");

    assertThat(Commits.read(file)).extracting(Commit::stratum).doesNotHaveDuplicates();
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    var said = new ByteArrayOutputStream();
    var missing = folder.resolve("missing").toString();

    var exit = run(said, "--repo", missing, "--out", folder.resolve("out").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("There is no folder", missing);
  }

  private Path repository() {
    return folder.resolve("shop");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(repository().resolve(name), text);
  }

  private void commit(String subject) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", subject);
  }

  private void git(String... words) throws Exception {
    var argv =
        new ArrayList<>(
            List.of("git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-C", "" + repository()));
    argv.addAll(List.of(words));
    var process = new ProcessBuilder(argv).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static int run(ByteArrayOutputStream said, String... arguments) {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return History.run(List.of(arguments), out, out);
  }
}
