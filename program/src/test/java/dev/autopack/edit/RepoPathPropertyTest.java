package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepoPathPropertyTest {
  private static final Path ROOT = Path.of("/repository");
  private static final List<String> PARTS =
      List.of(
          "a",
          "b.txt",
          "src",
          ".",
          "..",
          "...",
          "",
          " ",
          "c ",
          "d.",
          ".git",
          ".GIT",
          "git",
          "C:",
          "e:f",
          "~",
          "~root",
          "GIT~1",
          "g~1.txt",
          "con",
          "aux.c",
          "nul",
          "com1",
          "-x",
          "\u200c",
          "é",
          "\ud83d\ude00",
          "\ud83d",
          "\t",
          "x".repeat(300));
  private static final List<String> SEPARATORS = List.of("/", "/", "/", "//", "\\", "", "/./");

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void an_accepted_path_means_what_was_given_and_stays_inside_the_repository(long seed) {
    var given = hostilePath(new Random(seed));
    RepoPath path;
    try {
      path = new RepoPath(given);
    } catch (InvalidPathException refused) {
      assertThat(refused.reason()).isNotBlank();
      return;
    }
    var meant = ROOT.resolve(given.replace('\\', '/')).normalize();
    assertThat(ROOT.resolve(path.value())).isEqualTo(meant).startsWithRaw(ROOT).isNotEqualTo(ROOT);
    assertThat(new RepoPath(path.value())).isEqualTo(path);
    assertThat(path.value().split("/", -1))
        .noneMatch(name ->
            name.matches("(?iu)|\\.+|\\.git|.*:.*|.*[. ]|git~\\d|(con|aux|nul|com1)(\\..*)?"));
  }

  @Test
  void the_property_sees_accepted_and_refused_paths() {
    var accepted = seeds().filter(seed -> isAccepted(hostilePath(new Random(seed)))).count();

    assertThat(accepted).isBetween(50L, 450L);
  }

  private static boolean isAccepted(String given) {
    try {
      return new RepoPath(given).value().length() > 0;
    } catch (InvalidPathException refused) {
      return false;
    }
  }

  private static String hostilePath(Random random) {
    var out = new StringBuilder(random.nextInt(10) == 0 ? "/" : "");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      // Half of the parts harmless, so that some paths get through.
      var from = random.nextBoolean() ? 3 : PARTS.size();
      out.append(PARTS.get(random.nextInt(from)))
          .append(i == 1 ? "" : SEPARATORS.get(random.nextInt(SEPARATORS.size())));
    }
    return out.toString();
  }
}
