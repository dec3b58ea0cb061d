package dev.autopack.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsFamilyTest {
  private static final String CASES =
      """
      {"id":"one","class":"exact","format":"search_replace","before":{"a.txt":"red\\ngreen\\n"},"reply":"a.txt\\n<<<<<<< SEARCH\\ngreen\\n=======\\nblue\\n>>>>>>> REPLACE\\n","after":{"a.txt":"red\\nblue\\n"},"refusal_ok":false,"edits":[{"path":"a.txt","search":"green\\n","replace":"blue\\n"}]}
      {"id":"two","class":"link","format":"whole","before":{"a.txt":"red\\n"},"links":{"l":"/etc/passwd"},"reply":"l\\n```\\nx\\n```\\n","after":null,"refusal_ok":false}
      {"id":"three","class":"prose","format":"whole","before":{},"reply":"No.","after":{"b.txt":"x\\n"},"refusal_ok":false}
      {"id":"four","class":"space","format":"diff","before":{"a.txt":"red \\ngreen\\n"},"reply":"--- a/a.txt\\n+++ b/a.txt\\n@@ -1,2 +1,2 @@\\n red\\n-green\\n+blue\\n","after":{"a.txt":"red \\nblue\\n"},"refusal_ok":false}
      """;

  @TempDir private Path folder;

  @Test
  void a_reply_is_applied_in_a_repository_of_its_own_or_refused() throws Exception {
    assertThat(run("--json").stream().map(line -> line.replaceAll(",\"millis\":[0-9]+", "")))
        .containsExactly(
            "{\"id\":\"one\",\"pass\":true,\"outcome\":\"applied\",\"got\":\"{a.txt=red\\nblue\\n}\"}",
            "{\"id\":\"two\",\"pass\":true,\"outcome\":\"refused\",\"got\":\"'l': it is a symbolic link to"
                + " '/etc/passwd', which is not changed here. Leave it as it is.\"}",
            "{\"id\":\"three\",\"pass\":false,\"outcome\":\"unrecognised\",\"got\":\"no edit was"
                + " recognised\"}",
            "{\"id\":\"four\",\"pass\":true,\"outcome\":\"applied\",\"got\":\"{a.txt=red \\nblue\\n}\","
                + "\"rung\":\"trailing_space\"}",
            "{\"family\":\"edits\",\"cases\":4,\"passed\":3,\"by_class\":{\"exact\":[1,1],\"link\":[1,1],"
                + "\"prose\":[0,1],\"space\":[1,1]},\"by_outcome\":{\"applied\":2,\"refused\":1,"
                + "\"unrecognised\":1}}");
  }

  @Test
  void parsed_blocks_can_be_applied_alone() throws Exception {
    assertThat(run("--from", "edits", "--only", "one")).first().isEqualTo("pass one applied");
  }

  private List<String> run(String... more) throws Exception {
    var file = Files.writeString(folder.resolve("cases.jsonl"), CASES);
    var arguments = new ArrayList<>(List.of("--family", "edits", "--file", file.toString()));
    arguments.addAll(List.of(more));
    var out = new ByteArrayOutputStream();
    Cases.run(
        arguments.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        System.err);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
