package dev.autopack.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle's own edits must be right, or it would blame the product for its mistakes. */
class StretchesPropertyTest {
  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_old_stretch_stands_once_and_all_of_them_make_the_new_text(long seed) {
    var random = new Random(seed);
    var before = text(random);
    var after = changed(random, before);

    var made = before;
    int done = 0;
    for (var stretch : Stretches.of(before, after)) {
      assertThat(before.indexOf(stretch.before())).isEqualTo(before.lastIndexOf(stretch.before()));
      // In the order of the file: each is looked for behind the one before it.
      int at = made.indexOf(stretch.before(), done);
      made =
          made.substring(0, at) + stretch.after() + made.substring(at + stretch.before().length());
      done = at + stretch.after().length();
    }

    assertThat(made).isEqualTo(after);
  }

  /** Few different lines, so that most occur more than once. */
  private static String text(Random random) {
    var text = new StringBuilder();
    IntStream.range(0, 2 + random.nextInt(40))
        .forEach(_ -> text.append(line(random)).append(random.nextInt(9) == 0 ? "\r\n" : "\n"));
    return random.nextBoolean() ? text.toString() : text.append("end").toString();
  }

  private static String line(Random random) {
    return "abcdefg".substring(random.nextInt(7)) + (random.nextInt(3) == 0 ? "}" : "");
  }

  private static String changed(Random random, String text) {
    var lines = new java.util.ArrayList<>(LineDiff.lines(text));
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(lines.size() + 1);
      if (random.nextBoolean() || at == lines.size()) {
        lines.add(at, line(random) + "\n");
      } else if (lines.size() > 1) {
        lines.remove(at);
      }
    }
    return String.join("", lines);
  }
}
