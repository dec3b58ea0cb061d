package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestPairsTest {
  private static final TestPairs PAIRS =
      TestPairs.of(
          paths(
              "a/utils.py",
              "b/utils.py",
              "tests/a/test_utils.py",
              "tests/b/test_utils.py",
              "tests/test_utils.py",
              "README.md"));

  @Test
  void a_test_belongs_to_the_nearest_file_of_its_name() {
    assertThat(PAIRS.testsOf(new RepoPath("a/utils.py")))
        .containsExactlyElementsOf(paths("tests/a/test_utils.py", "tests/test_utils.py"));
    assertThat(PAIRS.filesOf(new RepoPath("tests/b/test_utils.py")))
        .containsExactlyElementsOf(paths("b/utils.py"));
  }

  @Test
  void a_test_as_near_to_several_files_belongs_to_each() {
    assertThat(PAIRS.filesOf(new RepoPath("tests/test_utils.py")))
        .containsExactlyElementsOf(paths("a/utils.py", "b/utils.py"));
  }

  @Test
  void a_file_that_is_not_there_yet_has_its_tests_already() {
    assertThat(PAIRS.testsOf(new RepoPath("c/utils.py")))
        .containsExactlyElementsOf(paths("tests/test_utils.py"));
    assertThat(PAIRS.testsOf(new RepoPath("README.md"))).isEmpty();
  }

  @Test
  void folders_of_one_path_may_share_a_name() {
    var pairs =
        TestPairs.of(
            paths("gson/src/main/gson/Gson.java", "gson/src/test/gson/internal/GsonTest.java"));

    assertThat(pairs.testsOf(new RepoPath("gson/src/main/gson/Gson.java")))
        .containsExactlyElementsOf(paths("gson/src/test/gson/internal/GsonTest.java"));
  }

  private static List<RepoPath> paths(String... texts) {
    return Stream.of(texts).map(RepoPath::new).toList();
  }
}
