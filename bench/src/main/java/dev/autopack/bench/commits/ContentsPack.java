package dev.autopack.bench.commits;

import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.error.OperatorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contents from a packed JSON Lines file, held in memory. */
public final class ContentsPack implements Contents.Source {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, Contents> byCommit;

  private ContentsPack(Map<String, Contents> byCommit) {
    this.byCommit = byCommit;
  }

  /**
   * Reads the contents of these commits, and of no others.
   *
   * @throws OperatorException when the file cannot be read
   */
  public static ContentsPack read(Path file, Collection<Commit> commits) {
    var wanted = commits.stream().map(Commit::sha).collect(Collectors.toSet());
    try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new ContentsPack(read(file, lines, wanted));
    } catch (NoSuchFileException _) {
      throw new OperatorException(
          "There is no file '%s'.".formatted(file),
          "Name the packed contents of the commits: --contents PACK.jsonl.gz");
    } catch (IOException e) {
      throw new OperatorException(
          "The file '%s' cannot be read: %s".formatted(file, e.getMessage()),
          "Name a gzip file of JSON Lines: --contents PACK.jsonl.gz");
    }
  }

  private static Map<String, Contents> read(Path file, BufferedReader lines, Set<String> wanted)
      throws IOException {
    var byCommit = new HashMap<String, Contents>();
    int number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        var row = JSON.readTree(line);
        var sha = row.path("sha").asString("");
        if (wanted.contains(sha)) {
          byCommit.put(sha, contents(row));
        }
      } catch (JacksonException | IllegalArgumentException e) {
        throw new OperatorException(
            "'%s', line %d holds no contents: %s".formatted(file, number, Commits.firstLine(e)),
            "Name the packed contents of the commits: --contents PACK.jsonl.gz");
      }
    }
    return byCommit;
  }

  private static Contents contents(JsonNode row) {
    var files = new ArrayList<FileTexts>();
    for (var file : row.path("files")) {
      files.add(
          new FileTexts(
              Commits.status(file.path("status").asString("")),
              file.path("path").asString(""),
              Commits.oldPath(file),
              text(file.path("before")),
              text(file.path("after"))));
    }
    return new Contents(files);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  @Override
  public Optional<Contents> find(Commit commit) {
    return Optional.ofNullable(byCommit.get(commit.sha()));
  }
}
