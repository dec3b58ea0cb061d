package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPathTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.txt, a/b.txt",
    "./a//b.txt, a/b.txt",
    "a/../b.txt, b.txt",
    "a/x/./../b.txt, a/b.txt",
    "a\\b.txt, a/b.txt",
    "a/a/b.txt, a/a/b.txt",
    ".gitignore, .gitignore",
    ".github/workflows/ci.yml, .github/workflows/ci.yml",
    "git/config, git/config",
    "...a/b, ...a/b",
    "$(rm -rf x) & y.txt, $(rm -rf x) & y.txt",
    "-rf, -rf",
    "naïve/東京.txt, naïve/東京.txt"
  })
  void a_path_inside_the_repository_is_normalised(String given, String path) {
    assertThat(new RepoPath(given).value()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "/etc/passwd, it is absolute",
    "\\\\server\\share\\a, it is absolute",
    "~/.ssh/config, a shell would read it as a home folder",
    "C:/a, it names a drive or an NTFS stream",
    "./C:\\a, it names a drive or an NTFS stream",
    "a.txt::$DATA, it names a drive or an NTFS stream",
    "../a, it leaves the repository",
    "a/../../b, it leaves the repository",
    "a\\..\\..\\b, it leaves the repository",
    ".., it leaves the repository",
    "a/.., it names no file",
    "., it names no file",
    "a/, it names a folder",
    "a/., it names a folder",
    "a/b/.., it names a folder",
    ".git/config, it enters .git",
    "./.git/config, it enters .git",
    "a/../.GIT/hooks/x, it enters .git",
    "sub/.git, it enters .git",
    ".gıt/config, it enters .git",
    ".git./config, Windows drops a trailing dot",
    ".git /config, Windows drops a trailing space",
    "'a.txt ', Windows drops a trailing space",
    "git~1/config, Windows may read it as another file's name",
    "GI7EBA~1, Windows may read it as another file's name",
    "autopa~1.yam, Windows may read it as another file's name",
    "a/aux.c, Windows reads it as a device",
    "CON, Windows reads it as a device",
    "com1.txt, Windows reads it as a device",
    "'nul .txt', Windows reads it as a device"
  })
  void a_name_that_is_another_file_or_none_somewhere_is_refused(String given, String reason) {
    assertThatThrownBy(() -> new RepoPath(given))
        .isInstanceOfSatisfying(
            InvalidPathException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        ".g\u200cit/config",
        "a\u200bb",
        "a\u00adb",
        "a\u2066b",
        "a\u2028b",
        "\ufeffa",
        "a\ud800b",
        "a\udc00"
      })
  void a_name_with_something_invisible_in_it_is_refused_and_shown_in_the_open(String given) {
    assertThatThrownBy(() -> new RepoPath(given))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("\\u")
        .hasMessageNotContaining(given);
  }

  @Test
  void names_and_paths_have_a_length_that_every_system_can_hold() {
    assertThat(new RepoPath("x".repeat(255)).fileName()).hasSize(255);
    assertThatThrownBy(() -> new RepoPath("é".repeat(128)))
        .hasMessageContaining("a name in it is longer than 255 bytes");
    assertThatThrownBy(() -> new RepoPath("a/".repeat(600) + "b"))
        .hasMessageContaining("it is longer than 1024 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, readme.MD",
    "Straße, STRASSE",
    "\u212aelvin, kelvin",
    "caf\u00e9, cafe\u0301"
  })
  void twins_of_a_name_fold_to_the_same(String name, String twin) {
    assertThat(new RepoPath(name).folded()).isEqualTo(new RepoPath(twin).folded());
  }

  @Test
  void a_path_knows_its_parts() {
    var path = new RepoPath("src/main/Slug.test.PY");

    assertThat(path.fileName()).isEqualTo("Slug.test.PY");
    assertThat(path.folder()).isEqualTo("src/main");
    assertThat(path.extension()).isEqualTo("py");
    assertThat(new RepoPath(".gitignore").extension()).isEmpty();
    assertThat(new RepoPath("a").folder()).isEmpty();
  }
}
