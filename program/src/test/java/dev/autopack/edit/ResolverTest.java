package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit.Create;
import dev.autopack.edit.FileEdit.Delete;
import dev.autopack.edit.FileEdit.Edit;
import dev.autopack.edit.FileEdit.Rename;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.FileEdit.Rewrite;
import dev.autopack.edit.Resolution.Problem;
import dev.autopack.testing.MapTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
  private static final MapTree TREE =
      MapTree.of(
          Map.of(
              "src/a.txt", "one\ntwo\nthree\n",
              "src/b.txt", "x\n",
              "docs/crlf.txt", "one\r\ntwo\r\n",
              "docs/bom.txt", "\ufeffone\n",
              "README.md", "# Read me\n"));

  @Test
  void edits_of_one_file_compose_in_the_order_they_came() {
    assertThat(
            changes(
                edit("src/a.txt", "one\n", "1\n"),
                edit("src/a.txt", "1\ntwo\n", "1\n2\n"),
                new Rewrite(path("src/b.txt"), "y\n"),
                edit("src/b.txt", "y", "z")))
        .containsExactly(
            changed("src/a.txt", "one\ntwo\nthree\n", "1\n2\nthree\n"),
            changed("src/b.txt", "x\n", "z\n"));
  }

  @Test
  void a_file_may_be_created_then_edited_and_deleted_then_created() {
    assertThat(
            changes(
                new Create(path("src/new.txt"), "a\n"),
                edit("src/new.txt", "a", "b"),
                new Delete(path("src/b.txt")),
                new Create(path("src/b.txt"), "fresh\n")))
        .containsExactly(
            changed("src/b.txt", "x\n", "fresh\n"),
            new FileChange(
                path("src/new.txt"),
                Optional.empty(),
                Optional.of("b\n"),
                Optional.empty(),
                Rung.EXACT));
  }

  @Test
  void a_rename_is_a_deletion_and_a_creation_that_names_its_first_source() {
    assertThat(
            changes(
                new Rename(
                    path("src/c.txt"), path("src/a.txt"), List.of(new Replacement("two", "2"))),
                new Rename(path("src/d.txt"), path("src/c.txt"), List.of()),
                edit("src/d.txt", "three", "3")))
        .containsExactly(
            new FileChange(
                path("src/a.txt"),
                Optional.of("one\ntwo\nthree\n"),
                Optional.empty(),
                Optional.empty(),
                Rung.EXACT),
            new FileChange(
                path("src/d.txt"),
                Optional.empty(),
                Optional.of("one\n2\n3\n"),
                Optional.of(path("src/a.txt")),
                Rung.EXACT));
  }

  @Test
  void what_changes_nothing_is_no_change() {
    assertThat(
            changes(
                new Create(path("src/b.txt"), "x\n"),
                new Rewrite(path("README.md"), "# Read me\n"),
                edit("src/a.txt", "one", "1"),
                edit("src/a.txt", "1", "one"),
                new Create(path("src/gone.txt"), "x"),
                new Delete(path("src/gone.txt"))))
        .isEmpty();
  }

  @Test
  void the_loosest_rung_of_a_file_is_reported() {
    assertThat(changes(edit("src/a.txt", "one \n", "1\n"), edit("src/a.txt", "two\n", "2\n")))
        .extracting(FileChange::rung)
        .containsExactly(Rung.TRAILING_SPACE);
  }

  @Test
  void crlf_and_a_byte_order_mark_are_kept_by_a_rewrite_that_shows_neither_and_said_so() {
    var resolution =
        resolve(
            new Rewrite(path("docs/crlf.txt"), "1\n2\n"), new Rewrite(path("docs/bom.txt"), "1\n"));

    assertThat(resolution)
        .isEqualTo(
            new Resolution.Resolved(
                new ChangeSet(
                    List.of(
                        changed("docs/crlf.txt", "one\r\ntwo\r\n", "1\r\n2\r\n"),
                        changed("docs/bom.txt", "\ufeffone\n", "\ufeff1\n"))),
                List.of(
                    new Resolution.Note(
                        path("docs/crlf.txt"),
                        "its CRLF line ends were kept; the rewrite came with LF"),
                    new Resolution.Note(
                        path("docs/bom.txt"),
                        "its byte order mark was kept; the rewrite came without"))));
  }

  @Test
  void whoever_means_other_line_ends_deletes_the_file_and_creates_it_again() {
    assertThat(
            changes(
                new Delete(path("docs/crlf.txt")), new Create(path("docs/crlf.txt"), "one\ntwo\n")))
        .containsExactly(changed("docs/crlf.txt", "one\r\ntwo\r\n", "one\ntwo\n"));
    assertThat(changes(new Rewrite(path("docs/crlf.txt"), "one\r\ntwo\n")))
        .containsExactly(changed("docs/crlf.txt", "one\r\ntwo\r\n", "one\r\ntwo\n"));
  }

  @Test
  void an_edit_that_does_not_fit_the_tree_is_refused_with_what_to_send_instead() {
    var problems =
        problems(
            new Create(path("src/a.txt"), "other\n"),
            new Rewrite(path("lib/B.txt"), "y\n"),
            new Delete(path("src/none.md")),
            new Rename(path("src/b.txt"), path("README.md"), List.of()),
            edit("README.md", "Write me", "x"));

    assertThat(problems)
        .containsExactly(
            "'src/a.txt': it exists already, with 3 lines. Send a rewrite with its whole new text,"
                + " or an edit.",
            "'lib/B.txt': there is no such file; there is 'src/b.txt'. Send a create for a new file,"
                + " or the right path.",
            "'src/none.md': there is no such file; there is 'src/a.txt', 'src/b.txt'. Leave this"
                + " operation out, or the right path.",
            "'src/b.txt': it exists already, so 'README.md' cannot be renamed to it.",
            "'README.md': replacement 1 of 1 was not made: it was not found: none of its lines"
                + " stands in the file, which has 1 lines.");
  }

  @Test
  void what_follows_a_failed_edit_of_the_same_file_is_not_complained_about() {
    assertThat(
            problems(
                edit("src/a.txt", "four\n", "4\n"),
                edit("src/a.txt", "4\n", "5\n"),
                new Rename(path("src/c.txt"), path("src/a.txt"), List.of()),
                edit("src/c.txt", "4\n", "5\n")))
        .hasSize(1);
  }

  @Test
  void a_file_that_is_no_text_is_left_alone() {
    var contents = new TreeMap<>(TREE.contents());
    contents.put(path("logo.png"), new byte[] {(byte) 0x89, 'P', 0});
    contents.put(path("latin.txt"), "café".getBytes(StandardCharsets.ISO_8859_1));
    contents.put(path("link"), "../outside".getBytes(StandardCharsets.UTF_8));
    var tree =
        new MapTree(contents, Map.of(path("link"), Tree.Kind.SYMLINK), List.of())
            .with("vendor/lib", Tree.Kind.SUBMODULE);

    assertThat(
            problems(
                tree,
                new Delete(path("logo.png")),
                new Rewrite(path("latin.txt"), "cafe"),
                new Rewrite(path("link"), "x"),
                new Create(path("vendor/lib"), "x")))
        .containsExactly(
            "'logo.png': it is a binary file of 3 bytes, which is not changed here. Leave it as it"
                + " is.",
            "'latin.txt': it is a file of 4 bytes that is not UTF-8 text, which is not changed here."
                + " Leave it as it is.",
            "'link': it is a symbolic link to '../outside', which is not changed here. Leave it as it"
                + " is.",
            "'vendor/lib': it is there already, as a submodule.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "src/b.txt/c.txt | its folder 'src/b.txt' is a file. Choose another folder.",
        "link/c.txt | its folder 'link' is a symbolic link, and nothing is written through one."
            + " Choose another folder.",
        "vendor/c.txt | its folder 'vendor' is a submodule, and nothing is written into one. Choose"
            + " another folder.",
        "src | it is a folder here, with 'src/a.txt' in it. Choose another name.",
        "odd | it is a folder here, with 'odd/NUL' in it. Choose another name.",
        "readme.md | 'README.md' is there already, and some systems take the two for one. Use that"
            + " spelling.",
        "SRC/new.txt | 'src' is there already, and some systems take the two for one. Use that"
            + " spelling."
      })
  void a_new_file_that_cannot_stand_beside_what_is_there_is_refused(String path, String why) {
    var tree =
        TREE.with("link", Tree.Kind.SYMLINK)
            .with("vendor", Tree.Kind.SUBMODULE)
            .withUnreachable("odd/NUL");

    assertThat(problems(tree, new Create(path(path), "x")))
        .containsExactly("'%s': %s".formatted(path, why));
  }

  @Test
  void two_new_files_are_held_against_each_other_too() {
    assertThat(problems(new Create(path("new"), "x"), new Create(path("new/a"), "x"))).hasSize(1);
    assertThat(problems(new Create(path("New.txt"), "x"), new Create(path("new.txt"), "x")))
        .hasSize(1);
  }

  @Test
  void a_name_that_an_edit_sets_free_may_be_used_again_in_any_order() {
    assertThat(changes(new Create(path("src/b.txt/inner"), "x"), new Delete(path("src/b.txt"))))
        .hasSize(2);
    assertThat(changes(new Rename(path("readme.md"), path("README.md"), List.of()))).hasSize(2);
  }

  @Test
  void a_reply_that_goes_wrong_everywhere_is_answered_within_bounds() {
    var deletes = new ArrayList<FileEdit>();
    for (int i = 0; i < 50; i++) {
      deletes.add(new Delete(path("none" + i)));
    }

    assertThat(problems(deletes.toArray(FileEdit[]::new)))
        .hasSize(21)
        .last()
        .isEqualTo("30 more operations do not fit either.");
  }

  private static List<FileChange> changes(FileEdit... edits) {
    return ((Resolution.Resolved) resolve(edits)).changes().changes();
  }

  private static Resolution resolve(FileEdit... edits) {
    return Resolver.resolve(TREE, new Proposal(List.of(edits)));
  }

  private static List<String> problems(FileEdit... edits) {
    return problems(TREE, edits);
  }

  private static List<String> problems(Tree tree, FileEdit... edits) {
    var resolution = Resolver.resolve(tree, new Proposal(List.of(edits)));
    return ((Resolution.Refused) resolution).problems().stream().map(Problem::text).toList();
  }

  private static Edit edit(String path, String before, String after) {
    return new Edit(path(path), List.of(new Replacement(before, after)));
  }

  private static FileChange changed(String path, String before, String after) {
    return new FileChange(
        path(path), Optional.of(before), Optional.of(after), Optional.empty(), Rung.EXACT);
  }

  private static RepoPath path(String value) {
    return new RepoPath(value);
  }
}
