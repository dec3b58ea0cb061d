package dev.autopack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the source free of debris that no compiler sees. */
class TidyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern DEBT = Pattern.compile("//.*\\b(?:TODO|FIXME|XXX)\\b(?! #[0-9]+)");
  private static final Set<String> PACKAGES =
      Set.of(
          "app",
          "audit",
          "budget",
          "builder",
          "cli",
          "code",
          "edit",
          "error",
          "failure",
          "gate",
          "governance",
          "grammar",
          "manifest",
          "model",
          "output",
          "plan",
          "policy",
          "process",
          "recovery",
          "run",
          "server",
          "store",
          "telemetry",
          "workspace");

  @Test
  void what_is_owed_has_an_issue_number() throws IOException {
    var owed = new ArrayList<String>();
    for (var source : sources()) {
      var lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        if (DEBT.matcher(lines.get(i)).find() && !isQuoted(lines.get(i))) {
          owed.add("%s:%d: %s".formatted(ROOT.relativize(source), i + 1, lines.get(i).strip()));
        }
      }
    }
    assertThat(owed).isEmpty();
  }

  /** A text of a test, not a comment of ours. */
  private static boolean isQuoted(String line) {
    return line.substring(0, line.indexOf("//")).contains("\"");
  }

  @Test
  void every_package_has_its_row_in_the_table() throws IOException {
    var root = ROOT.resolve("program/src/main/java/dev/autopack");
    try (var folders = Files.list(root)) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
          .isSubsetOf(PACKAGES);
    }
    var table = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    try (var folders = Files.list(root)) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> "| `" + folder.getFileName()))
          .allMatch(table::contains);
    }
  }

  @Test
  void no_document_names_a_path_of_one_machine() throws IOException {
    var found = new ArrayList<String>();
    for (var document : documents()) {
      if (Files.readString(document).contains("/work/")) {
        found.add(ROOT.relativize(document).toString());
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> ROOT.relativize(file).toString().contains("src/"))
          .filter(file -> !file.getFileName().toString().equals("TidyTest.java"))
          .toList();
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(files.filter(Files::isRegularFile), Stream.of(ROOT.resolve("README.md")))
          .toList();
    }
  }
}
