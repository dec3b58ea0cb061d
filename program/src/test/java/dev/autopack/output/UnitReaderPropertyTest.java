package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnitReaderPropertyTest {
  private static final int SEEDS = 60;

  static Stream<Arguments> replies() {
    return Stream.of(Format.NDJSON, Format.ENVELOPE, Format.FULL_FILE)
        .flatMap(format -> LongStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(format, seed)));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void what_is_written_is_read_back_to_the_byte(Format format, long seed) {
    var units = units(format, seed);

    assertThat(Replies.read(format, UnitWriter.write(format, units)))
        .isEqualTo(Replies.faultless(units));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_reads_the_same_wherever_it_is_cut_into_pieces(Format format, long seed) {
    var reply = spoilt(format, UnitWriter.write(format, units(format, seed)), seed);
    var whole = Replies.read(format, reply);

    for (int cut = 0; cut <= reply.length(); cut++) {
      assertThat(Replies.read(format, reply.substring(0, cut), reply.substring(cut)))
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
    assertThat(Replies.readByCharacter(format, reply)).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void no_beginning_of_a_reply_is_complete_or_has_a_unit_that_the_whole_has_not(
      Format format, long seed) {
    var units = units(format, seed);
    var reply = UnitWriter.write(format, units).stripTrailing();

    for (int cut = 0; cut < reply.length(); cut++) {
      var read = Replies.read(format, reply.substring(0, cut));
      var got = Replies.units(read);
      assertThat(got).as("cut at %d", cut).isEqualTo(units.subList(0, got.size()));
      assertThat(Replies.end(read))
          .as("cut at %d", cut)
          .isInstanceOfAny(ReplyEnd.Cut.class, ReplyEnd.Nothing.class);
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void prose_fences_and_blank_lines_around_a_reply_change_nothing(Format format, long seed) {
    var units = units(format, seed);
    var reply = UnitWriter.write(format, units);

    assertThat(
            Replies.read(
                format, "\ufeffHere {it} is:\r\n\r\n```json\r\n" + reply + "```\r\n{done}\r\n"))
        .isEqualTo(Replies.faultless(units));
  }

  private static List<Unit> units(Format format, long seed) {
    var any = new AnyUnits(seed);
    return format == Format.FULL_FILE ? any.wholeFiles() : any.all();
  }

  /** A few characters lost, doubled or put in; seed by seed also none. */
  private static String spoilt(Format format, String reply, long seed) {
    var random = new Random(seed ^ format.id().hashCode());
    var out = new StringBuilder(reply);
    for (int i = random.nextInt(4); i > 0 && !out.isEmpty(); i--) {
      var at = random.nextInt(out.length());
      switch (random.nextInt(3)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, out.charAt(at));
        default -> out.insert(at, "{}[]\"'\\,:@\n 1".charAt(random.nextInt(13)));
      }
    }
    return out.toString();
  }
}
