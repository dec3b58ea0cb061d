package dev.autopack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.edit.RepoPath;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternPropertyTest {
  @ParameterizedTest
  @CsvSource({
    "src/**, src/a/b.py, true",
    "src/**, src2/a.py, false",
    "src/, src/a/b.py, true",
    "src/*.py, src/a.py, true",
    "src/*.py, src/a/b.py, false",
    "**/a.py, a.py, true",
    "**/a.py, x/y/a.py, true",
    "**/a.py, x/ba.py, false",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a?.py, ab.py, true",
    "a?b, a/b, false",
    "SRC/**, src/a, false",
    "src/[id].tsx, src/[id].tsx, true",
    "a.py, axpy, false",
  })
  void a_pattern_means_what_it_says(String glob, String path, boolean matches) {
    assertThat(new PathPattern(glob).matches(new RepoPath(path))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/a", "a\\b", "../a", "!a", "{a,b}", "a\nb"})
  void what_is_no_pattern_is_refused(String glob) {
    assertThatThrownBy(() -> new PathPattern(glob)).isInstanceOf(IllegalArgumentException.class);
  }

  static LongStream seeds() {
    return LongStream.range(0, 1000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_pattern_matches_as_a_regular_expression_of_the_same_meaning(long seed) {
    var random = new Random(seed);
    var glob = ("a" + letters(random, "ab/**?")).replaceAll("\\*{3,}", "**");
    var path = "a" + letters(random, "ab/ab") + "b";

    // Letters that a path would lose when it is normalised are of no use here.
    var normal = new RepoPath(path.replaceAll("/+", "/"));

    assertThat(new PathPattern(glob).matches(normal))
        .isEqualTo(Pattern.matches(regex(glob), normal.value()));
  }

  private static String letters(Random random, String alphabet) {
    return IntStream.range(0, random.nextInt(0, 9))
        .mapToObj(_ -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
        .collect(Collectors.joining());
  }

  private static String regex(String glob) {
    return (glob.endsWith("/") ? glob + "**" : glob)
        .replace("**/", "<folders>")
        .replace("**", "<anything>")
        .replace("*", "[^/]*")
        .replace("?", "[^/]")
        .replace("<folders>", "(?:.*/)?")
        .replace("<anything>", ".*");
  }

  @Test
  void a_hostile_pattern_is_judged_in_time() {
    var pattern = new PathPattern("**/*a".repeat(200) + "b");
    var path = new RepoPath("a/".repeat(500) + "c");

    var matches =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.matches(path));

    assertThat(matches).isFalse();
  }
}
