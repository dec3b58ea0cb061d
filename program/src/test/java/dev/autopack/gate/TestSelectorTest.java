package dev.autopack.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.TestResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSelectorTest {
  private static final TestResult PYTHON =
      TestResult.of(
          new TestId("tests/test_a.py", "TestA::test_b[1]"), Outcome.PASSED, "tests/test_a.py");
  private static final TestResult JAVA =
      TestResult.of(
          new TestId("core:com.acme.ATest$Inside", "adds(int)[1]"),
          Outcome.PASSED,
          "core/src/test/java/com/acme/ATest.java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests/test_a.py",
        "./tests/test_a.py",
        "tests\\test_a.py",
        "tests",
        "tests/",
        "tests/test_a.py::TestA",
        "tests/test_a.py::TestA::test_b",
        "tests/test_a.py::TestA::test_b[1]"
      })
  void a_python_test_is_named_by_file_folder_class_or_test(String text) {
    assertThat(new TestSelector(text).selects(PYTHON)).isTrue();
    assertThat(new TestSelector(text).selects(JAVA)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core/src/test/java/com/acme/ATest.java",
        "core",
        "core:com.acme.ATest$Inside",
        "com.acme.ATest$Inside",
        "com.acme.ATest",
        "ATest",
        "ATest$Inside#adds",
        "com.acme.ATest#adds",
        "core/src/test/java/com/acme/ATest.java#adds"
      })
  void a_java_test_is_named_by_file_class_or_test(String text) {
    assertThat(new TestSelector(text).selects(JAVA)).isTrue();
    assertThat(new TestSelector(text).selects(PYTHON)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "test",
        "tests/test",
        "test_a.py",
        "tests/test_a.py::TestA::test_",
        "Test",
        "BATest",
        "com.acme",
        "ATest#add",
        "tests/test_a.py::test_b"
      })
  void half_a_name_names_nothing(String text) {
    assertThat(new TestSelector(text).selects(PYTHON)).isFalse();
    assertThat(new TestSelector(text).selects(JAVA)).isFalse();
  }

  @Test
  void the_files_of_selectors_are_known_where_they_name_one() {
    assertThat(
            TestRuns.files(
                List.of(
                    "checks/a.py::test_x", "checks/a.py", "com.acme.ATest", "tests/", "../b.py")))
        .containsExactly(new RepoPath("checks/a.py"));
  }

  @Test
  void no_suite_names_no_test_of_an_unknown_file() {
    var nowhere = TestResult.of(new TestId("ATest", "adds"), TestResult.Outcome.PASSED, "");

    assertThat(new TestSelector("::adds").selects(nowhere)).isFalse();
    assertThat(new TestSelector("ATest::adds").selects(nowhere)).isTrue();
  }
}
