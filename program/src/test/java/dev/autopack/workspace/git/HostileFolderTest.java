package dev.autopack.workspace.git;

import static dev.autopack.workspace.git.Changes.gone;
import static dev.autopack.workspace.git.Changes.made;
import static dev.autopack.workspace.git.Changes.rewritten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.plan.RunId;
import dev.autopack.testing.FolderLook;
import dev.autopack.testing.GitFixture;
import dev.autopack.workspace.TreeId;
import dev.autopack.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test may do to the folder between two layouts, and that none of it matters. */
class HostileFolderTest {
  @TempDir private static Path folder;
  private static GitFixture fixture;
  private static GitRepository repository;
  private static int runs;

  @TempDir private Path canary;
  private RunId run;
  private Workspace workspace;
  private TreeId start;
  private Map<String, String> laidOut;

  @BeforeAll
  static void open() {
    fixture =
        GitFixture.of(
            folder,
            Map.of(
                "a.txt",
                "one\n",
                "src/b.txt",
                "two\n",
                "src/deep/c.txt",
                "three\n",
                ".gitignore",
                "*.log\nbuild/\n",
                "run.sh",
                "#!/bin/sh\n"));
    fixture.makeExecutable("run.sh").commit("Executable");
    repository = Worlds.open(fixture);
  }

  @BeforeEach
  void create() throws IOException {
    run = new RunId("r" + ++runs);
    workspace = repository.create(run, repository.base());
    start = workspace.treeOf(repository.base());
    laidOut = Worlds.texts(workspace.folder());
    Files.writeString(canary.resolve("b.txt"), "outside\n");
    Files.createDirectories(canary.resolve("deep"));
    Files.writeString(canary.resolve("deep/c.txt"), "outside\n");
  }

  @AfterAll
  static void close() {
    repository.close();
  }

  /** One trick each, played in the worktree. */
  enum Trick {
    FOLDER_BECOMES_A_LINK_OUT {
      @Override
      void play(Path top, Path outside) {
        Erasure.erase(top.resolve("src"));
        Worlds.link(top.resolve("src"), outside);
      }
    },
    FOLDER_IS_MOVED_OUT_AND_LINKED_BACK {
      @Override
      void play(Path top, Path outside) throws IOException {
        Files.move(top.resolve("src"), outside.resolve("moved"));
        Worlds.link(top.resolve("src"), outside.resolve("moved"));
      }
    },
    FILE_BECOMES_A_LINK_OUT {
      @Override
      void play(Path top, Path outside) throws IOException {
        Files.delete(top.resolve("src/b.txt"));
        Worlds.link(top.resolve("src/b.txt"), outside.resolve("b.txt"));
      }
    },
    FILE_IS_HARD_LINKED {
      @Override
      void play(Path top, Path outside) throws IOException {
        Files.delete(top.resolve("a.txt"));
        Files.createLink(top.resolve("a.txt"), outside.resolve("b.txt"));
      }
    },
    FILE_AND_FOLDER_CHANGE_PLACES {
      @Override
      void play(Path top, Path outside) throws IOException {
        Erasure.erase(top.resolve("src"));
        Files.writeString(top.resolve("src"), "a file now");
        Files.delete(top.resolve("a.txt"));
        Files.createDirectories(top.resolve("a.txt/b/c"));
      }
    },
    SAME_SIZE_AND_AGE {
      @Override
      void play(Path top, Path outside) throws IOException {
        var age = Files.getLastModifiedTime(top.resolve("a.txt"));
        Files.writeString(top.resolve("a.txt"), "eno\n");
        Files.setLastModifiedTime(top.resolve("a.txt"), age);
        Files.setLastModifiedTime(top.resolve("src/b.txt"), FileTime.fromMillis(0));
      }
    },
    RIGHTS_ARE_TAKEN_AWAY {
      @Override
      void play(Path top, Path outside) throws IOException {
        rights(top.resolve("a.txt"), "---------");
        rights(top.resolve("run.sh"), "rw-r--r--");
        rights(top.resolve("src/b.txt"), "rwxrwxrwx");
        Files.createDirectories(top.resolve("locked/inside"));
        Files.writeString(top.resolve("locked/inside/x"), "x");
        rights(top.resolve("locked/inside"), "---------");
        rights(top.resolve("src/deep"), "---------");
      }
    },
    REPOSITORIES_INSIDE {
      @Override
      void play(Path top, Path outside) {
        Worlds.write(top.resolve("nested/.git/HEAD"), "ref: refs/heads/main\n");
        Worlds.write(top.resolve("nested/.git/objects/x"), "");
        Worlds.write(top.resolve("nested/.git/refs/x"), "");
        Worlds.write(top.resolve("src/.git/HEAD"), "ref: refs/heads/main\n");
      }
    },
    GIT_FILE_LEADS_ELSEWHERE {
      @Override
      void play(Path top, Path outside) {
        Worlds.write(top.resolve(".git"), "gitdir: " + outside + "\n");
      }
    },
    GIT_FILE_BECOMES_A_FOLDER {
      @Override
      void play(Path top, Path outside) throws IOException {
        Files.delete(top.resolve(".git"));
        Worlds.write(
            top.resolve(".git/hooks/post-checkout"), "#!/bin/sh\ntouch " + outside + "/x\n");
      }
    },
    GIT_FILE_BECOMES_A_LINK_OUT {
      @Override
      void play(Path top, Path outside) throws IOException {
        Files.delete(top.resolve(".git"));
        Worlds.link(top.resolve(".git"), outside.resolve("b.txt"));
      }
    },
    LEFTOVERS_IGNORED_AND_NOT {
      @Override
      void play(Path top, Path outside) {
        Worlds.write(top.resolve("x.log"), "");
        Worlds.write(top.resolve("build/x"), "");
        Worlds.write(top.resolve("src/new ü\n.txt"), "");
        Worlds.write(top.resolve(".gitattributes"), "* text eol=crlf\n");
        Worlds.link(top.resolve("dangling"), Path.of("nowhere"));
      }
    },
    EVERYTHING_IS_GONE {
      @Override
      void play(Path top, Path outside) {
        Erasure.erase(top);
      }
    },
    THE_FOLDER_ITSELF_BECOMES_A_LINK_OUT {
      @Override
      void play(Path top, Path outside) {
        Erasure.erase(top);
        Worlds.link(top, outside);
      }
    };

    abstract void play(Path top, Path outside) throws IOException;

    static void rights(Path path, String rights) throws IOException {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_layout_gives_exactly_the_tree_and_touches_nothing_outside(Trick trick) throws Exception {
    trick.play(workspace.folder(), canary);
    var outside = FolderLook.exactly(canary, path -> true);

    workspace.layOut(start, List.of());

    assertThat(Worlds.texts(workspace.folder())).isEqualTo(laidOut);
    assertThat(FolderLook.exactly(canary, path -> true)).isEqualTo(outside);
    assertThat(fixture.gitIn(workspace.folder(), "status", "--porcelain", "--ignored")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void an_apply_gives_every_tracked_file_and_touches_nothing_outside(Trick trick) throws Exception {
    trick.play(workspace.folder(), canary);
    var outside = FolderLook.exactly(canary, path -> true);

    workspace.apply(
        start,
        Changes.of(rewritten("src/b.txt", "two\n", "zwei\n"), made("src/deep/new.txt", "x\n")));

    assertThat(Worlds.texts(workspace.folder())).containsAllEntriesOf(applied());
    assertThat(FolderLook.exactly(canary, path -> true)).isEqualTo(outside);
  }

  private Map<String, String> applied() {
    var applied = new TreeMap<>(laidOut);
    applied.put("src/b.txt", "- zwei\n");
    applied.put("src/deep/new.txt", "- x\n");
    return applied;
  }

  @Test
  void kept_folders_stay_and_all_else_that_a_tool_left_goes() throws Exception {
    var top = workspace.folder();
    for (var file : List.of("node_modules/x/y.js", "web/node_modules/z.js", "web/dist/out.js")) {
      Worlds.write(top.resolve(file), "made\n");
    }
    Worlds.write(top.resolve("src/target/keep/me"), "made\n");
    Worlds.write(top.resolve("src/target/other"), "made\n");
    Worlds.write(top.resolve("src/b.txt"), "changed\n");

    workspace.layOut(
        start, List.of("node_modules", "web/node_modules", "src/target/keep", "src/deep"));

    var expected = new ArrayList<>(laidOut.keySet());
    expected.addAll(
        List.of(
            "node_modules",
            "node_modules/x",
            "node_modules/x/y.js",
            "web",
            "web/node_modules",
            "web/node_modules/z.js",
            "src/target",
            "src/target/keep",
            "src/target/keep/me"));
    assertThat(Worlds.texts(top)).containsOnlyKeys(expected).containsAllEntriesOf(laidOut);
  }

  @Test
  void a_link_in_place_of_a_kept_folders_parent_is_not_followed() throws Exception {
    Worlds.link(workspace.folder().resolve("web"), canary);

    workspace.layOut(start, List.of("web/deep"));

    assertThat(Worlds.texts(workspace.folder())).isEqualTo(laidOut);
    assertThat(canary.resolve("deep/c.txt")).hasContent("outside\n");
  }

  @Test
  void an_index_that_a_test_changed_and_a_head_it_moved_are_put_right() {
    var top = workspace.folder();
    Worlds.write(top.resolve("staged.txt"), "x");
    fixture.gitIn(top, "add", "staged.txt");
    fixture.gitIn(top, "update-index", "--assume-unchanged", "a.txt");
    fixture.gitIn(top, "checkout", "--quiet", "--detach");
    Worlds.write(top.resolve("a.txt"), "changed\n");
    Worlds.write(fixture.top().resolve(".git/worktrees/%s/index.lock".formatted(run)), "");

    workspace.layOut(start, List.of());

    assertThat(Worlds.texts(top)).isEqualTo(laidOut);
    assertThat(fixture.gitIn(top, "status", "--porcelain", "--branch"))
        .isEqualTo("## autopack/" + run);
    assertThat(fixture.gitIn(top, "ls-files", "-v")).doesNotContain("h a.txt");
  }

  @Test
  void names_that_are_no_text_are_kept_where_tracked_and_removed_where_not() throws Exception {
    var latin1 = new String(new byte[] {(byte) 0xe4, '.', 't'}, StandardCharsets.ISO_8859_1);
    var blob = fixture.git("rev-parse", "HEAD:a.txt");
    var lines = new ArrayList<>(lines(start));
    lines.add(new TreeEntry(TreeEntry.FILE, latin1, blob));
    var tree = writeTree(lines);

    workspace.layOut(tree, List.of());
    workspace.layOut(tree, List.of());

    assertThat(workspace.read(tree).unreachable()).containsExactly("\ufffd.t");
    assertThat(fixture.gitIn(workspace.folder(), "ls-files", "--deleted")).isEmpty();
    workspace.layOut(start, List.of());
    assertThat(Worlds.texts(workspace.folder())).isEqualTo(laidOut);
    var next = workspace.apply(tree, Changes.of(gone("a.txt", "one\n")));
    assertThat(workspace.read(next).unreachable()).containsExactly("\ufffd.t");
  }

  private List<TreeEntry> lines(TreeId tree) {
    var git = fixture.top().resolve(".git");
    try (var reader =
        new ObjectReader(Git.on(fixture.children(), git), git.resolve("objects"), 20)) {
      return reader.folder(tree.value());
    }
  }

  private TreeId writeTree(List<TreeEntry> lines) {
    var objects = fixture.top().resolve(".git/objects");
    var writer = new ObjectWriter(objects, "sha1", Worlds.CLOCK, Effects.NONE);
    var id = writer.add(new GitObject(GitObject.Kind.TREE, TreeEntry.format(lines)));
    writer.settle();
    return new TreeId(id);
  }
}
