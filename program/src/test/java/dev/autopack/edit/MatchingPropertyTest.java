package dev.autopack.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatchingPropertyTest {
  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /** Lines are numbered, so that each stands once; the copy is spoilt in one way. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_spoilt_copy_of_unique_lines_still_finds_its_one_place(long seed) {
    var random = new Random(seed);
    var lines = lines(random);
    var from = random.nextInt(lines.size());
    var to = from + 1 + random.nextInt(lines.size() - from);
    var crlf = random.nextBoolean();
    var finalNewline = random.nextBoolean();
    var text = ended(String.join("\n", lines), crlf, finalNewline);
    var fresh = List.of("    fresh one", "", "      fresh two");
    var expected = new ArrayList<>(lines.subList(0, from));
    expected.addAll(fresh);
    expected.addAll(lines.subList(to, lines.size()));

    var match = Matching.replace(text, spoilt(random.nextInt(4), lines.subList(from, to), fresh));

    assertThat(match)
        .isInstanceOfSatisfying(
            Match.Replaced.class,
            replaced ->
                assertThat(replaced.text())
                    .isEqualTo(ended(String.join("\n", expected), crlf, finalNewline)));
  }

  private static Replacement spoilt(int way, List<String> old, List<String> fresh) {
    return switch (way) {
      case 0 -> new Replacement(joined(old, ""), joined(fresh, ""));
      case 1 -> new Replacement(joined(old, "").replace("\n", " \t\n"), joined(fresh, ""));
      case 2 -> new Replacement(joined(old, "  "), joined(fresh, "  "));
      default -> new Replacement(outdented(old), outdented(fresh));
    };
  }

  private static String joined(List<String> lines, String indent) {
    return lines.stream()
        .map(line -> line.isBlank() ? line : indent + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String outdented(List<String> lines) {
    return lines.stream()
        .map(line -> line.isBlank() ? line : line.substring(2))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 3 + random.nextInt(20); i++) {
      lines.add(" ".repeat(4 + 2 * random.nextInt(3)) + "line " + i + ";");
    }
    return lines;
  }

  private static String ended(String text, boolean crlf, boolean finalNewline) {
    var whole = finalNewline ? text + "\n" : text;
    return crlf ? whole.replace("\n", "\r\n") : whole;
  }
}
