package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestNamesTest {
  @ParameterizedTest
  @CsvSource({
    "bowling.py, bowling_test.py",
    "src/slug.py, tests/test_slug.py",
    "src/main/java/p/Foo.java, src/test/java/p/FooTest.java",
    "src/main/java/Foo.java, src/test/java/TestFoo.java",
    "two-bucket.js, two-bucket.spec.js",
    "src/a.ts, src/__tests__/a.test.tsx",
    "lib/application.js, test/application.js",
    "x.go, x_test.go",
    "src/parse.rs, tests/parse.rs",
    "src/commonMain/kotlin/p/Foo.kt, src/commonTest/kotlin/p/FooTest.kt",
    "src/Shop/Cart.cs, tests/Shop.Tests/CartTests.cs",
    "util/cache.cc, util/cache_test.cc",
    "src/slug.c, tests/test_slug.c",
    "src/Parser.cpp, unittests/ParserTest.cpp"
  })
  void a_test_is_paired_with_the_file_it_is_named_after(String file, String test) {
    assertThat(TestNames.isPair(new RepoPath(file), new RepoPath(test))).isTrue();
    assertThat(TestNames.isPair(new RepoPath(test), new RepoPath(file))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "latest.py, test_late.py",
    "foo.py, foo_test.go",
    "foo.py, contest.py",
    "Foo.java, FooBarTest.java",
    "README.md, test_readme.py"
  })
  void other_files_are_no_pair(String file, String test) {
    assertThat(TestNames.isPair(new RepoPath(file), new RepoPath(test))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest.py",
        "contest.go",
        "src/main/java/p/Testament.java",
        "src/fastest.rs",
        "docs/test_plan.md",
        "src/protester.ts",
        "src/main/kotlin/p/Latest.kt",
        "src/Shop/Contest.cs",
        "src/attest.cc"
      })
  void the_letters_alone_make_no_test(String path) {
    assertThat(TestNames.isTest(new RepoPath(path))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests/conftest.py",
        "tests/helpers.py",
        "src/test/java/p/Fixture.java",
        "tests/common/mod.rs",
        "src/jvmTest/kotlin/p/World.kt",
        "test/Shop.Tests/Fixture.cs",
        "tests/harness.h"
      })
  void what_only_helps_tests_holds_none(String path) {
    assertThat(TestNames.isTest(new RepoPath(path))).isTrue();
    assertThat(TestNames.holdsTests(new RepoPath(path))).isFalse();
  }
}
