package dev.autopack.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.RepoPath;
import dev.autopack.testing.MapTree;
import dev.autopack.testing.Proof;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ten exercises: each phase finds its tests and what its builder must read. */
class ExerciseManifestTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "python-bowling, bowling.py, bowling_test.py, bowling_test.py",
    "python-two-bucket, two_bucket.py, two_bucket_test.py, two_bucket_test.py",
    "go-bowling, bowling.go, bowling_test.go, bowling_test.go cases_test.go go.mod",
    "go-two-bucket, two_bucket.go, two_bucket_test.go, two_bucket_test.go cases_test.go go.mod",
    "rust-bowling, src/lib.rs, tests/bowling.rs, tests/bowling.rs Cargo.toml",
    "rust-two-bucket, src/lib.rs, tests/two-bucket.rs, tests/two-bucket.rs Cargo.toml",
    "javascript-bowling, bowling.js, bowling.spec.js, bowling.spec.js package.json vitest.config.js",
    "javascript-two-bucket, two-bucket.js, two-bucket.spec.js, two-bucket.spec.js package.json vitest.config.js",
    "java-bowling, src/main/java/BowlingGame.java, src/test/java/BowlingGameTest.java,"
        + " src/test/java/BowlingGameTest.java pom.xml",
    "java-two-bucket, src/main/java/TwoBucket.java, src/test/java/TwoBucketTest.java,"
        + " src/test/java/TwoBucketTest.java pom.xml"
  })
  void an_exercise_finds_its_tests_and_its_reading(
      String name, String deliverable, String tests, String read) {
    var tree = MapTree.read(Proof.requireCorpus().resolve("exercises/" + name + "/repo"));

    var manifest =
        new ManifestMaker(Preflight.STANDARD)
            .make(PhaseDraft.delivering(deliverable), tree, PhaseDraft.output(tree, Format.NDJSON));

    assertThat(manifest.objections()).isEmpty();
    assertThat(manifest.tests()).containsExactlyElementsOf(paths(tests));
    assertThat(manifest.read().stream().map(Manifest.ScopedPath::path))
        .containsExactlyElementsOf(paths(read));
  }

  private static List<RepoPath> paths(String texts) {
    return List.of(texts.split(" ")).stream().map(RepoPath::new).toList();
  }
}
