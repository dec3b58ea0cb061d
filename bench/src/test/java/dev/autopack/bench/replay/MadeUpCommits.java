package dev.autopack.bench.replay;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A few commits that nobody made, with what real ones hold now and then. */
final class MadeUpCommits {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LONG =
      IntStream.range(0, 120)
          .mapToObj(i -> "line %d of the file, as it was%n".formatted(i))
          .collect(Collectors.joining());

  private final List<ObjectNode> rows = new ArrayList<>();
  private final List<ObjectNode> packed = new ArrayList<>();
  private ObjectNode row = JSON.createObjectNode();
  private ObjectNode contents = JSON.createObjectNode();

  /** Writes both files into the folder. */
  static void write(Path commits, Path pack) throws IOException {
    var made = new MadeUpCommits();
    made.commit("Change one line of a long file")
        .modified("src/long.txt", LONG, LONG.replace("line 60 of", "line sixty of"));
    made.commit("Change line ends, marks and final newlines")
        .modified("dos.txt", "one\r\ntwo\r\nthree\r\n", "one\r\n2\r\nthree\r\n")
        .modified("mark.txt", "\ufeffone\ntwo\n", "\ufeffone\n2\n")
        .modified("open.txt", LONG + "end", LONG + "the end")
        .modified("closed.txt", LONG + "end", LONG + "end\n");
    made.commit("Move a file, drop one and add what looks like a reply")
        .renamed("old/name.txt", "new/name.txt", LONG, LONG.replace("line 9 of", "line nine of"))
        .deleted("gone.txt", "gone\n")
        .added("reply.txt", "@@@ create a.txt\n@@@@ end 1\n{\"op\":\"end\",\"count\":1}\n```\n")
        .added("patch.diff", "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n")
        .added("empty.txt", "")
        .added("words.txt", "naïve – 漢字 🙂\ttab \"quoted\" back\\slash\n");
    write(made.rows, Files.newOutputStream(commits));
    write(made.packed, new GZIPOutputStream(Files.newOutputStream(pack)));
  }

  private static void write(List<ObjectNode> lines, java.io.OutputStream out) throws IOException {
    try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
      for (var line : lines) {
        writer.write(JSON.writeValueAsString(line) + "\n");
      }
    }
  }

  private MadeUpCommits commit(String subject) {
    var sha = "%040x".formatted(rows.size() + 1);
    row =
        JSON.createObjectNode()
            .put("repo", "made/up")
            .put("sha", sha)
            .put("parent", "0".repeat(40))
            .put("subject", subject);
    row.putArray("files");
    contents = JSON.createObjectNode().put("repo", "made/up").put("sha", sha);
    contents.putArray("files");
    rows.add(row);
    packed.add(contents);
    return this;
  }

  private MadeUpCommits modified(String path, String before, String after) {
    file("M", path).put("before", before).put("after", after);
    return this;
  }

  private MadeUpCommits added(String path, String after) {
    file("A", path).put("after", after);
    return this;
  }

  private MadeUpCommits deleted(String path, String before) {
    file("D", path).put("before", before);
    return this;
  }

  private MadeUpCommits renamed(String from, String to, String before, String after) {
    file("R", to).put("old_path", from).put("before", before).put("after", after);
    ((ObjectNode) row.path("files").get(row.path("files").size() - 1)).put("old_path", from);
    return this;
  }

  private ObjectNode file(String status, String path) {
    row.withArray("files").addObject().put("path", path).put("status", status);
    return contents.withArray("files").addObject().put("path", path).put("status", status);
  }
}
