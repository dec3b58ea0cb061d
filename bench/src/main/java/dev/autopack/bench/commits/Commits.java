package dev.autopack.bench.commits;

import dev.autopack.bench.commits.Commit.Churn;
import dev.autopack.bench.commits.Commit.Side;
import dev.autopack.bench.commits.Commit.Status;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.error.OperatorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of commits, a JSON object a line: facts only, no contents. */
public final class Commits {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Commits() {}

  /**
   * Every commit of the file, in its order.
   *
   * @throws OperatorException when the file cannot be read, or a line of it is no commit
   */
  public static List<Commit> read(Path file) {
    var commits = new ArrayList<Commit>();
    try (var lines = Files.newBufferedReader(file)) {
      readAll(file, lines, commits);
    } catch (NoSuchFileException _) {
      throw new OperatorException(
          "There is no file '%s'.".formatted(file), "Name a file of commits: --commits FILE.jsonl");
    } catch (CharacterCodingException _) {
      throw new OperatorException(
          "The file '%s' is no UTF-8 text.".formatted(file),
          "Name the file of commits; their contents go with --contents.");
    } catch (IOException e) {
      throw new OperatorException(
          "The file '%s' cannot be read: %s".formatted(file, e.getMessage()),
          "Check that it is a file that can be read.");
    }
    if (commits.isEmpty()) {
      throw new OperatorException(
          "The file '%s' holds no commit.".formatted(file),
          "Name a file of commits, one JSON object a line.");
    }
    return commits;
  }

  private static void readAll(Path file, BufferedReader lines, List<Commit> commits)
      throws IOException {
    int number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        commits.add(commit(JSON.readTree(line)));
      } catch (JacksonException | IllegalArgumentException e) {
        throw new OperatorException(
            "'%s', line %d is no commit: %s".formatted(file, number, firstLine(e)),
            "Name a file of commits, one JSON object a line with repo, sha, parent and files.");
      }
    }
  }

  static String firstLine(Exception e) {
    return Optional.ofNullable(e.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .orElse(e.toString());
  }

  private static Commit commit(JsonNode row) {
    var outTokens = new HashMap<String, Long>();
    row.path("out_tokens")
        .properties()
        .forEach(entry -> outTokens.put(entry.getKey(), entry.getValue().asLong(0)));
    var files = new ArrayList<TouchedFile>();
    required(row, "files").forEach(file -> files.add(file(file)));
    if (files.isEmpty()) {
      throw new IllegalArgumentException("it touches no file");
    }
    return new Commit(
        required(row, "repo").asString(),
        required(row, "sha").asString(),
        row.path("parent").asString(""),
        row.path("date").asString(""),
        row.path("subject").asString(""),
        outTokens,
        files);
  }

  private static JsonNode required(JsonNode row, String name) {
    var value = row.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("it has no '%s'".formatted(name));
    }
    return value;
  }

  private static TouchedFile file(JsonNode file) {
    return new TouchedFile(
        status(required(file, "status").asString()),
        required(file, "path").asString(),
        oldPath(file),
        side(file, "before"),
        side(file, "after"),
        new Churn(
            file.path("added_lines").asLong(0),
            file.path("deleted_lines").asLong(0),
            file.path("hunks").asLong(0),
            file.path("diff_tokens").asLong(0),
            file.path("full_line_tokens").asLong(0),
            file.path("edit_line_tokens").asLong(0),
            file.path("move_line_tokens").asLong(0)),
        file.path("siblings_median_tokens").isNumber()
            ? OptionalLong.of(Math.round(file.path("siblings_median_tokens").asDouble()))
            : OptionalLong.empty());
  }

  private static Side side(JsonNode file, String name) {
    return new Side(
        file.path(name + "_bytes").asLong(0),
        file.path(name + "_tokens").asLong(0),
        file.path(name + "_lines").asLong(0));
  }

  static Optional<String> oldPath(JsonNode file) {
    var old = file.path("old_path");
    return old.isString() ? Optional.of(old.asString()) : Optional.empty();
  }

  private static final Map<Character, Status> STATUSES =
      Map.of('A', Status.ADDED, 'M', Status.MODIFIED, 'D', Status.DELETED, 'R', Status.RENAMED);

  static Status status(String letter) {
    var status = letter.isEmpty() ? null : STATUSES.get(letter.charAt(0));
    if (status == null) {
      throw new IllegalArgumentException("the status '%s' is unknown".formatted(letter));
    }
    return status;
  }
}
