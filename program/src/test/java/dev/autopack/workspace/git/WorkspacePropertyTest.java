package dev.autopack.workspace.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Rung;
import dev.autopack.edit.Tree;
import dev.autopack.plan.RunId;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.RefusedChangeException;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random sequences of changes, played on the workspace and on a plain map of files. */
class WorkspacePropertyTest {
  private static final List<String> NAMES =
      List.of("a", "b.txt", "sp ace", "q\"uo'te", "ünï", "日本", "-dash", "$x", "a;b", "{c}", "0");
  private static final List<String> PIECES =
      List.of("", "x", "\n", "\r\n", "\ufeff", "é", "\t", "line\n", "\0", "🦀", " ", "$Id$\n");

  @TempDir private static Path folder;
  private static GitFixture fixture;
  private static GitRepository repository;

  @BeforeAll
  static void open() {
    fixture =
        GitFixture.of(folder, Map.of("run.sh", "#!/bin/sh\n", "new\nline", "odd", "a/x", "1"));
    fixture.makeExecutable("run.sh").commit("Executable");
    repository = Worlds.open(fixture);
  }

  @AfterAll
  static void close() {
    repository.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private record Content(String text, boolean executable) {}

  @ParameterizedTest
  @MethodSource("seeds")
  void what_apply_makes_is_what_a_map_of_files_holds_byte_for_byte(long seed) {
    var random = new Random(seed);
    var workspace = repository.create(new RunId("seed-" + seed), repository.base());
    var tree = workspace.treeOf(repository.base());
    var files = new TreeMap<String, Content>();
    files.put("run.sh", new Content("#!/bin/sh\n", true));
    files.put("a/x", new Content("1", false));
    for (int step = 0; step < 6; step++) {
      var after = new TreeMap<>(files);
      var changes = randomChanges(random, after);
      try {
        tree = workspace.apply(tree, changes);
        files = after;
      } catch (RefusedChangeException refused) {
        // A file where a folder must be: the map knows no such thing, the workspace does.
        assertThat(refused.reason()).matches(".*is a (file|folder)");
      }
      assertSame(workspace, tree, files);
    }
    workspace.layOut(tree, List.of());
    assertSame(workspace, tree, files);
  }

  /** At most one change a path, made in the map as well. */
  private static ChangeSet randomChanges(Random random, Map<String, Content> files) {
    var changes = new TreeMap<String, FileChange>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      var known = List.copyOf(files.keySet());
      var path = random.nextBoolean() ? any(random, known) : randomPath(random);
      var before = Optional.ofNullable(files.get(path));
      var source = any(random, known);
      if (changes.containsKey(path)) {
        continue;
      }
      if (before.isPresent() && random.nextInt(3) == 0 && files.size() > 1) {
        files.remove(path);
        changes.put(path, change(path, before, Optional.empty(), Optional.empty()));
      } else if (before.isEmpty() && random.nextInt(3) == 0 && !changes.containsKey(source)) {
        var moved = Objects.requireNonNull(files.remove(source));
        files.put(path, moved);
        changes.put(source, change(source, Optional.of(moved), Optional.empty(), Optional.empty()));
        changes.put(path, change(path, Optional.empty(), Optional.of(moved), Optional.of(source)));
      } else {
        var executable = before.map(Content::executable).orElse(false);
        var content = new Content(randomText(random), executable);
        files.put(path, content);
        changes.put(path, change(path, before, Optional.of(content), Optional.empty()));
      }
    }
    return new ChangeSet(List.copyOf(changes.values()));
  }

  private static FileChange change(
      String path, Optional<Content> before, Optional<Content> after, Optional<String> from) {
    return new FileChange(
        new RepoPath(path),
        before.map(Content::text),
        after.map(Content::text),
        from.map(RepoPath::new),
        Rung.EXACT);
  }

  private static String randomPath(Random random) {
    var names = new ArrayList<String>();
    for (int depth = 0; depth <= random.nextInt(3); depth++) {
      names.add(any(random, NAMES));
    }
    return String.join("/", names);
  }

  private static String randomText(Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < random.nextInt(8); i++) {
      text.append(any(random, PIECES));
    }
    return text.toString();
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static void assertSame(Workspace workspace, TreeId id, Map<String, Content> files) {
    var tree = workspace.read(id);
    var read = new TreeMap<String, Content>();
    var laidOut = new TreeMap<String, String>();
    for (var path : tree.paths()) {
      var entry = tree.find(path).orElseThrow();
      var bytes = tree.bytes(path).orElseThrow();
      var executable = entry.kind() == Tree.Kind.EXECUTABLE;
      assertThat(entry.bytes()).isEqualTo(bytes.length);
      read.put(path.value(), new Content(new String(bytes, StandardCharsets.UTF_8), executable));
      laidOut.put(
          path.value(),
          (executable ? "x " : "- ") + new String(bytes, StandardCharsets.ISO_8859_1));
    }
    assertThat(read).isEqualTo(files);
    assertThat(tree.unreachable()).containsExactly("new\nline");
    laidOut.put("new\nline", "- odd");
    var inFolder = Worlds.texts(workspace.folder());
    inFolder.values().removeIf("folder"::equals);
    assertThat(inFolder).isEqualTo(laidOut);
    assertThat(fixture.gitIn(workspace.folder(), "write-tree")).isEqualTo(id.value());
  }
}
