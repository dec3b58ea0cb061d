package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineDiffPropertyTest {
  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_changes_make_one_text_of_the_other_and_there_are_no_fewer(long seed) {
    var random = new Random(seed);
    var before = lines(random);
    var after = seed % 2 == 0 ? lines(random) : edited(before, random);

    var changes = LineDiff.between(before, after);

    assertThat(applied(changes, before, after)).isEqualTo(after);
    var changed =
        changes.stream()
            .mapToInt(it -> it.oldEnd() - it.oldStart() + it.newEnd() - it.newStart())
            .sum();
    assertThat(changed).isEqualTo(before.size() + after.size() - 2 * common(before, after));
  }

  private static List<String> applied(
      List<LineDiff.Change> changes, List<String> before, List<String> after) {
    var out = new ArrayList<String>();
    var at = 0;
    for (var change : changes) {
      out.addAll(before.subList(at, change.oldStart()));
      out.addAll(after.subList(change.newStart(), change.newEnd()));
      at = change.oldEnd();
    }
    out.addAll(before.subList(at, before.size()));
    return out;
  }

  /** The length of the longest common part, by the textbook's table. */
  private static int common(List<String> a, List<String> b) {
    var best = new int[a.size() + 1][b.size() + 1];
    for (int i = 1; i <= a.size(); i++) {
      for (int j = 1; j <= b.size(); j++) {
        best[i][j] =
            a.get(i - 1).equals(b.get(j - 1))
                ? best[i - 1][j - 1] + 1
                : Math.max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[a.size()][b.size()];
  }

  private static List<String> lines(Random random) {
    var kinds = 1 + random.nextInt(8);
    return random.ints(random.nextInt(30), 0, kinds).mapToObj(it -> "line " + it).toList();
  }

  private static List<String> edited(List<String> lines, Random random) {
    var out = new ArrayList<>(lines);
    for (int i = random.nextInt(6); i > 0; i--) {
      var at = random.nextInt(out.size() + 1);
      if (random.nextBoolean() || at == out.size()) {
        out.add(at, "new " + random.nextInt(3));
      } else {
        out.remove(at);
      }
    }
    return out;
  }
}
