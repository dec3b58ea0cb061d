package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.testing.GitFixture;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real commits as diffs, and real replies that hold diffs. */
class DiffCorpusTest {
  private static final int COMMITS = 300;
  private static final int REPLIES = 145;

  /** A hunk in a text, up to what cannot be its own. */
  private static final Pattern HUNK = Pattern.compile("(?ms)^@@ .*?(?=^@@ |^```|^--- a/|\\z)");

  @Test
  void what_git_prints_for_a_real_commit_gives_its_exact_tree(@TempDir Path folder)
      throws IOException, InterruptedException {
    var commits = commits();
    var repo = imported(commits, folder);

    for (int i = 0; i < commits.size(); i++) {
      var out = folder.resolve("diff");
      repo.git("diff", "-M50%", "-U3", "--no-color", "--output=" + out, "before" + i, "after" + i);
      var diff = Files.readString(out);

      assertThat(treeAfter(commits.get(i), diff + "# end " + sections(diff) + "\n"))
          .as(commits.get(i).name())
          .isEqualTo(commits.get(i).after());
    }
    assertThat(commits).hasSize(COMMITS);
  }

  @Test
  void what_the_writer_writes_for_a_real_commit_gives_its_exact_tree() throws IOException {
    for (var commit : commits()) {
      var reply = DiffWriter.write(MapTree.of(commit.before()), wholeFiles(commit));

      assertThat(treeAfter(commit, reply)).as(commit.name()).isEqualTo(commit.after());
    }
  }

  /** A reply that no end line closes is read as one that its provider calls ended. */
  @Test
  void every_diff_that_a_model_wrote_is_read_and_fits_the_file_it_quotes() throws IOException {
    var replies = repliesWithDiffs();

    var failed = replies.stream().flatMap(reply -> problem(reply).stream()).toList();

    assertThat(failed).isEmpty();
    assertThat(replies).hasSize(REPLIES);
  }

  /**
   * What is wrong with how a reply is read; nothing where all of it fits. Some replies hold drafts
   * before their answer, so each unit is held against files of its own, and what comes twice counts
   * once.
   */
  private static List<String> problem(JsonNode reply) {
    var text = reply.get("full_output").asString();
    var read = Replies.read(UnitReaders.ofEndedDiff(ReaderLimits.STANDARD), text);
    var sent =
        HUNK.matcher(text)
            .results()
            .map(MatchResult::group)
            .map(hunk -> hunk.substring(hunk.indexOf('\n')).strip())
            .filter(hunk -> hunk.contains("\n+") || hunk.contains("\n-"))
            .distinct()
            .count();
    var edits = Replies.units(read).stream().map(unit -> ((Unit.Change) unit).edit()).toList();
    var came = edits.stream().flatMap(DiffCorpusTest::hunks).distinct().count();
    var allFit = edits.stream().allMatch(DiffCorpusTest::fitsWhatItQuotes);
    return allFit && came == sent && Replies.end(read) instanceof ReplyEnd.Complete
        ? List.of()
        : List.of(
            "%s: %d hunks of %d, %s"
                .formatted(reply.get("instance_id").asString(), came, sent, Replies.end(read)));
  }

  private static Stream<Object> hunks(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Edit(var _, var replacements) ->
          replacements.stream()
              .filter(it -> !it.before().equals(it.after()))
              .map(it -> List.of(it.before().strip(), it.after().strip()));
      default -> Stream.of(edit);
    };
  }

  /** Whether it does what it says in a file of just the lines that its hunks quote. */
  private static boolean fitsWhatItQuotes(FileEdit edit) {
    if (!(edit instanceof FileEdit.Edit(var path, var hunks))) {
      return true;
    }
    var before = new StringBuilder();
    var after = new StringBuilder();
    for (var hunk : hunks) {
      var rest = "between hunks, at %d\n".formatted(before.length());
      before.append(hunk.before()).append(rest);
      after.append(hunk.after()).append(rest);
    }
    var name = path.value();
    return after(Map.of(name, before.toString()), List.of(new Unit.Change(edit)))
        .equals(Map.of(name, after.toString()));
  }

  private static List<JsonNode> repliesWithDiffs() throws IOException {
    var file = Proof.requireCorpus().resolve("model-replies-dev.jsonl");
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> JsonMapper.shared().readTree(line))
          .filter(reply -> reply.get("diff_found").isString())
          .toList();
    }
  }

  private static Map<String, String> treeAfter(Commit commit, String reply) {
    var read = Replies.read(Format.DIFF, reply);
    assertThat(Replies.end(read)).as(commit.name()).isEqualTo(new ReplyEnd.Complete());
    var slowly = new ArrayList<Object>();
    var reader = UnitReaders.of(Format.DIFF);
    reply.chars().forEach(c -> slowly.addAll(reader.feed(String.valueOf((char) c))));
    assertThat(slowly).as(commit.name()).isEqualTo(read.subList(0, read.size() - 1));
    return after(commit.before(), Replies.units(read));
  }

  private static Map<String, String> after(Map<String, String> before, List<Unit> units) {
    var edits = units.stream().map(unit -> ((Unit.Change) unit).edit()).toList();
    var resolution = Resolver.resolve(MapTree.of(before), new Proposal(edits));
    assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
    var after = new TreeMap<>(before);
    for (var change : ((Resolution.Resolved) resolution).changes().changes()) {
      change
          .after()
          .ifPresentOrElse(
              text -> after.put(change.path().value(), text),
              () -> after.remove(change.path().value()));
    }
    return after;
  }

  private static long sections(String diff) {
    return diff.lines().filter(line -> line.startsWith("diff --git ")).count();
  }

  private static List<FileEdit> wholeFiles(Commit commit) {
    var edits = new ArrayList<FileEdit>();
    commit.before().keySet().stream()
        .filter(path -> !commit.after().containsKey(path))
        .forEach(path -> edits.add(new FileEdit.Delete(new RepoPath(path))));
    commit
        .after()
        .forEach((name, text) -> {
          var path = new RepoPath(name);
          edits.add(
              commit.before().containsKey(name)
                  ? new FileEdit.Rewrite(path, text)
                  : new FileEdit.Create(path, text));
        });
    return edits;
  }

  /** The files that a commit touches, before it and after. */
  private record Commit(String name, Map<String, String> before, Map<String, String> after) {
    static Commit of(JsonNode line) {
      var before = new TreeMap<String, String>();
      var after = new TreeMap<String, String>();
      for (var file : line.get("files")) {
        var path = file.get("path").asString();
        if (file.path("before").isString()) {
          before.put(file.path("old_path").asString(path), file.get("before").asString());
        }
        if (file.path("after").isString()) {
          after.put(path, file.get("after").asString());
        }
      }
      return new Commit(
          line.get("repo").asString() + " " + line.get("sha").asString(), before, after);
    }
  }

  private static List<Commit> commits() throws IOException {
    var file = Proof.requireCorpus().resolve("commits-dev-contents.jsonl.gz");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> Commit.of(JsonMapper.shared().readTree(line))).toList();
    }
  }

  /** A repository with the two trees of each commit under tags. */
  private static GitFixture imported(List<Commit> commits, Path folder)
      throws IOException, InterruptedException {
    var repo = GitFixture.empty(folder);
    var stream = new ByteArrayOutputStream();
    for (int i = 0; i < commits.size(); i++) {
      tree("before" + i, commits.get(i).before(), stream);
      tree("after" + i, commits.get(i).after(), stream);
    }
    var input = folder.resolve("stream");
    Files.write(input, stream.toByteArray());
    var git =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(repo.top().toFile())
            .redirectInput(input.toFile())
            .inheritIO()
            .redirectInput(input.toFile())
            .start();
    assertThat(git.waitFor()).isZero();
    return repo;
  }

  private static void tree(String tag, Map<String, String> files, ByteArrayOutputStream stream) {
    line("commit refs/tags/" + tag, stream);
    line("committer Ada <ada@example.org> 1767323045 +0000", stream);
    line("data 0", stream);
    files.forEach((path, text) -> {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      line("M 100644 inline " + path, stream);
      line("data " + bytes.length, stream);
      stream.writeBytes(bytes);
      line("", stream);
    });
  }

  private static void line(String text, ByteArrayOutputStream stream) {
    stream.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
