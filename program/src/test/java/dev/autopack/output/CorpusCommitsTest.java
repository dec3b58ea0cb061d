package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.FileEdit;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real commits, written as a reply of whole files and read back onto the tree before them. */
class CorpusCommitsTest {
  private static final int COMMITS = 100;
  private static final int PIECE_CHARS = 1_000;

  @ParameterizedTest
  @EnumSource(value = Format.class, names = "DIFF", mode = EnumSource.Mode.EXCLUDE)
  void a_real_commit_sent_as_whole_files_gives_its_exact_tree(Format format) throws IOException {
    for (var commit : commits()) {
      var reply = UnitWriter.write(format, commit.units());

      var read = Replies.read(format, pieces(reply));

      assertThat(read).as(commit.name()).isEqualTo(Replies.faultless(commit.units()));
      assertThat(textsAfter(commit, Replies.units(read)))
          .as(commit.name())
          .isEqualTo(commit.after());
    }
  }

  private static Map<RepoPath, String> textsAfter(Commit commit, List<Unit> units) {
    var edits = units.stream().map(unit -> ((Unit.Change) unit).edit()).toList();
    var resolution = Resolver.resolve(MapTree.of(commit.before()), new Proposal(edits));
    assertThat(resolution).as(commit.name()).isInstanceOf(Resolution.Resolved.class);
    var texts = new HashMap<RepoPath, String>();
    for (FileChange change : ((Resolution.Resolved) resolution).changes().changes()) {
      change.after().ifPresent(text -> texts.put(change.path(), text));
    }
    return texts;
  }

  /** A commit as a builder would send it; renames are a deletion and a new file here. */
  private record Commit(
      String name, Map<String, String> before, List<Unit> units, Map<RepoPath, String> after) {
    static Commit of(JsonNode line) {
      var before = new HashMap<String, String>();
      var units = new ArrayList<Unit>();
      var after = new HashMap<RepoPath, String>();
      for (var file : line.get("files")) {
        var path = new RepoPath(file.get("path").asString());
        var source = file.has("old_path") ? new RepoPath(file.get("old_path").asString()) : path;
        var old = text(file, "before");
        var fresh = text(file, "after");
        old.ifPresent(text -> before.put(source.value(), text));
        if (old.isPresent() && (fresh.isEmpty() || !source.equals(path))) {
          units.add(new Unit.Change(new FileEdit.Delete(source)));
        }
        fresh.ifPresent(text -> {
          var isNew = old.isEmpty() || !source.equals(path);
          units.add(
              new Unit.Change(
                  isNew ? new FileEdit.Create(path, text) : new FileEdit.Rewrite(path, text)));
          if (isNew || !text.equals(old.get())) {
            after.put(path, text);
          }
        });
      }
      return new Commit(
          line.get("repo").asString() + " " + line.get("sha").asString(), before, units, after);
    }

    private static Optional<String> text(JsonNode file, String name) {
      return Optional.ofNullable(file.get(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }
  }

  private static List<Commit> commits() throws IOException {
    var file = Proof.requireCorpus().resolve("commits-dev-contents.jsonl.gz");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .limit(COMMITS)
          .map(line -> Commit.of(JsonMapper.shared().readTree(line)))
          .toList();
    }
  }

  private static String[] pieces(String reply) {
    var pieces = new ArrayList<String>();
    for (int i = 0; i < reply.length(); i += PIECE_CHARS) {
      pieces.add(reply.substring(i, Math.min(reply.length(), i + PIECE_CHARS)));
    }
    return pieces.toArray(String[]::new);
  }
}
