package dev.autopack.bench.replay;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.replay.ReplayedCommit.Result;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is finished of a table, a JSON object a line and commit, so that a long one can be stopped
 * anywhere and gone on with. A last line that was not written to its end counts as not there.
 */
final class RowFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Optional<Path> file;
  private final Map<String, JsonNode> finished = new HashMap<>();

  /**
   * Reads what is there.
   *
   * @param file empty: nothing is kept
   * @throws OperatorException when the file holds something else
   */
  RowFile(Optional<Path> file) {
    this.file = file;
    file.filter(Files::exists).ifPresent(this::read);
  }

  private void read(Path there) {
    try {
      var text = Files.readString(there);
      int whole = text.lastIndexOf('\n') + 1;
      var lines = text.substring(0, whole).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        finished.put(name(there, i + 1, lines.get(i)), JSON.readTree(lines.get(i)));
      }
      Files.writeString(there, text.substring(0, whole));
    } catch (IOException e) {
      throw unusable(there, e);
    }
  }

  private static String name(Path file, int number, String line) {
    try {
      var row = JSON.readTree(line);
      if (row.path("row").isString() && row.path("commit").isString()) {
        return name(row.path("row").asString(), row.path("commit").asString());
      }
    } catch (JacksonException _) {
      // Told below.
    }
    throw new OperatorException(
        "'%s', line %d is no finished commit of a replay.".formatted(file, number),
        "Name a new file, or one that --rows has written.");
  }

  private static String name(String row, String sha) {
    return row + " " + sha;
  }

  /** What came of the commit in that row, if it is finished. */
  Optional<ReplayedCommit> find(String row, Commit commit) {
    return Optional.ofNullable(finished.get(name(row, commit.sha())))
        .map(node -> replayed(commit, node));
  }

  /** Keeps what came of a commit in that row. */
  synchronized void add(String row, ReplayedCommit replayed) {
    file.ifPresent(path -> {
      try {
        Files.writeString(
            path,
            JSON.writeValueAsString(json(row, replayed)) + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw unusable(path, e);
      }
    });
  }

  private static EnvironmentException unusable(Path file, IOException e) {
    return new EnvironmentException(
        "'%s' cannot be used: %s".formatted(file, e.getMessage()),
        "Name a file that can be written: --rows FILE",
        e);
  }

  private static ObjectNode json(String row, ReplayedCommit replayed) {
    var json = JSON.createObjectNode().put("row", row).put("commit", replayed.commit().sha());
    json.put("script", replayed.script().id());
    switch (replayed.result()) {
      case Result.Exact() -> json.put("result", "exact");
      case Result.Wrong(var how) -> json.put("result", "wrong").put("why", how);
      case Result.NotDone(var why) -> json.put("result", "not_done").put("why", why);
      case Result.NotReplayable(var why) -> json.put("result", "not_replayable").put("why", why);
    }
    json.put("uncut", replayed.uncutTokens()).put("budget", replayed.budget());
    var calls = json.putArray("calls");
    for (var call : replayed.calls()) {
      calls
          .addObject()
          .put("tokens", call.tokens())
          .put("declared", call.declared())
          .put("first", call.isFirst())
          .put("cut", call.isCut())
          .put("lost_text", call.lost().text())
          .put("lost", call.lost().all());
    }
    return json;
  }

  private static ReplayedCommit replayed(Commit commit, JsonNode json) {
    var calls = new ArrayList<Oracle.Said>();
    for (var call : json.path("calls")) {
      calls.add(
          new Oracle.Said(
              call.path("tokens").asInt(0),
              call.path("declared").asInt(0),
              call.path("first").asBoolean(false),
              call.path("cut").asBoolean(false),
              new Oracle.Lost(call.path("lost_text").asInt(0), call.path("lost").asInt(0))));
    }
    return new ReplayedCommit(
        commit,
        Script.find(json.path("script").asString("")).orElse(Script.NDJSON),
        result(json),
        json.path("uncut").asInt(0),
        json.path("budget").asInt(0),
        calls);
  }

  private static Result result(JsonNode json) {
    var why = json.path("why").asString("");
    return switch (json.path("result").asString("")) {
      case "exact" -> new Result.Exact();
      case "wrong" -> new Result.Wrong(why);
      case "not_replayable" -> new Result.NotReplayable(why);
      default -> new Result.NotDone(why);
    };
  }
}
