package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a body is taken for: each line of {@code stubs/EXTENSION.txt} that defines a function ends
 * with a comment that says so.
 */
class StubBodiesTest {
  private static final Pattern SAID = Pattern.compile("(?://|#)= ([A-Z]+)");

  @ParameterizedTest
  @ValueSource(strings = {"java", "kt", "py", "ts", "tsx", "js", "go", "rs", "cs", "c", "cpp"})
  void a_body_that_only_stands_for_one_is_told_from_one_that_is_meant(String extension)
      throws IOException {
    var text = Files.readString(Path.of("src/test/resources/stubs", extension + ".txt"));
    var outline = SourceReader.find(new RepoPath("a." + extension), text).orElseThrow();
    var lines = text.lines().toList();
    var expected = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      var said = SAID.matcher(lines.get(i));
      if (said.find()) {
        expected.add("%d %s".formatted(i + 1, said.group(1)));
      }
    }
    var found =
        outline.definitions().stream()
            .filter(each -> each.kind().group() == Definition.Group.CALLABLE)
            .map(each -> "%d %s".formatted(each.line(), each.body()))
            .distinct()
            .toList();

    assertThat(outline.problems()).isEmpty();
    assertThat(expected).hasSizeGreaterThan(8);
    expected.removeAll(found);
    assertThat(expected).isEmpty();
  }
}
