package dev.autopack.workspace.git;

import static dev.autopack.workspace.git.Changes.gone;
import static dev.autopack.workspace.git.Changes.made;
import static dev.autopack.workspace.git.Changes.moved;
import static dev.autopack.workspace.git.Changes.rewritten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.plan.RunId;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.RefusedChangeException;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What apply makes of changes that one path's kind, case or neighbours decide about. */
class RefusedChangesTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n";

  @TempDir private static Path folder;
  private static GitRepository repository;
  private static int runs;
  private Workspace workspace;
  private TreeId start;

  @BeforeAll
  static void open() {
    var fixture =
        GitFixture.of(
            folder,
            Map.of(
                "a.txt", "one\n",
                "src/b.txt", "two\n",
                "run.sh", "#!/bin/sh\n",
                "big.bin", POINTER,
                "Über/x.txt", "x\n"));
    fixture.makeExecutable("run.sh");
    Worlds.link(fixture.top().resolve("link.txt"), Path.of("a.txt"));
    Worlds.link(fixture.top().resolve("out"), folder.resolve("home"));
    RepositoryStatesTest.addSubmodule(fixture);
    fixture.commit("Links and a submodule");
    repository = Worlds.open(fixture);
  }

  @BeforeEach
  void create() {
    workspace = repository.create(new RunId("r" + ++runs), repository.base());
    start = workspace.treeOf(repository.base());
  }

  @AfterAll
  static void close() {
    repository.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(rewritten("link.txt", "a.txt", "x"), "it is a symbolic link"),
        Arguments.of(gone("link.txt", "a.txt"), "it is a symbolic link"),
        Arguments.of(made("out/evil", "x"), "'out' on the way to it is a symbolic link"),
        Arguments.of(gone("libs/sub", ""), "it is a submodule"),
        Arguments.of(made("libs/sub/x", "x"), "'sub' on the way to it is a submodule"),
        Arguments.of(made("a.txt/x", "x"), "'a.txt' on the way to it is a file"),
        Arguments.of(made("src", "x"), "it is a folder"),
        Arguments.of(made("a.txt", "x"), "a file of that name exists"),
        Arguments.of(gone("none.txt", "x"), "no file of that name exists"),
        Arguments.of(
            rewritten("a.txt", "eins\n", "x"), "its text is not the one the change was made from"),
        Arguments.of(rewritten("big.bin", POINTER, "x"), "Git LFS stores it elsewhere"),
        Arguments.of(made("A.txt", "x"), "'a.txt' exists, and some systems"),
        Arguments.of(made("SRC/c.txt", "x"), "'src' exists, and some systems"),
        Arguments.of(made("u\u0308ber/y.txt", "x"), "'Über' exists, and some systems"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_change_that_reaches_through_or_over_something_is_refused_and_nothing_changes(
      FileChange change, String reason) {
    var before = new TreeMap<>(Worlds.texts(workspace.folder()));

    assertThatThrownBy(() -> workspace.apply(start, Changes.of(made("first.txt", "x"), change)))
        .isInstanceOf(RefusedChangeException.class)
        .hasMessageStartingWith("The change of '%s' is refused: %s", change.path(), reason);

    assertThat(Worlds.texts(workspace.folder())).isEqualTo(before);
  }

  @Test
  void two_new_names_that_differ_in_case_are_refused_and_a_change_of_case_is_not() {
    assertThatThrownBy(
            () -> workspace.apply(start, Changes.of(made("new.txt", "x"), made("New.txt", "x"))))
        .isInstanceOf(RefusedChangeException.class);

    var tree =
        workspace.apply(
            start, Changes.of(gone("a.txt", "one\n"), moved("a.txt", "A.txt", "one\n")));

    assertThat(workspace.read(tree).contains(new RepoPath("A.txt"))).isTrue();
    assertThat(workspace.read(tree).contains(new RepoPath("a.txt"))).isFalse();
  }

  @Test
  void a_file_may_become_a_folder_and_a_folder_a_file() {
    var tree =
        workspace.apply(
            start,
            Changes.of(
                gone("a.txt", "one\n"),
                made("a.txt/inside", "x"),
                gone("src/b.txt", "two\n"),
                made("src", "y")));

    assertThat(workspace.folder().resolve("a.txt/inside")).hasContent("x");
    assertThat(workspace.folder().resolve("src")).hasContent("y");
    assertThat(workspace.apply(tree, Changes.of())).isEqualTo(tree);
  }

  @Test
  void an_executable_stays_one_when_it_is_rewritten_or_moved() {
    var tree =
        workspace.apply(start, Changes.of(rewritten("run.sh", "#!/bin/sh\n", "#!/bin/sh\n:\n")));
    assertThat(workspace.folder().resolve("run.sh")).isExecutable();

    workspace.apply(
        tree,
        Changes.of(
            gone("run.sh", "#!/bin/sh\n:\n"), moved("run.sh", "bin/run", "#!/bin/sh\n:\n:\n")));

    assertThat(workspace.folder().resolve("bin/run")).isExecutable();
    assertThat(List.of(workspace.folder().resolve("a.txt")))
        .noneMatch(path -> path.toFile().canExecute());
  }
}
