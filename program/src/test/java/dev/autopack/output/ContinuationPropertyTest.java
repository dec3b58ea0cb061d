package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.output.GoingOn.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reply cut anywhere and continued is the reply that was not cut. */
class ContinuationPropertyTest {
  private static final int SEEDS = 60;
  private static final List<Format> FORMATS =
      List.of(Format.NDJSON, Format.ENVELOPE, Format.FULL_FILE);

  static Stream<Arguments> replies() {
    return FORMATS.stream()
        .flatMap(format -> LongStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(format, seed)));
  }

  static Stream<Arguments> sloppyReplies() {
    return FORMATS.stream()
        .flatMap(format -> Stream.of(Manner.values()).map(manner -> Arguments.of(format, manner)));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_cut_anywhere_and_continued_is_the_reply_that_was_not_cut(Format format, long seed) {
    var units = units(format, seed);
    var reply = UnitWriter.write(format, units).stripTrailing();

    for (int cut = 0; cut < reply.length(); cut++) {
      var merge = GoingOn.cut(UnitReaders.of(format), reply.substring(0, cut));
      var rest = new GoingOn(units).rest(merge.merged(), Manner.OBEDIENT, seed);
      merge.nextCall();
      var end = GoingOn.addTo(merge, UnitReaders.of(format), UnitWriter.write(format, rest));

      assertThat(end).as("cut at %d", cut).isEqualTo(new ReplyEnd.Complete());
      assertThat(merge.merged().edits())
          .as("cut at %d: %s", cut, reply.substring(0, cut))
          .isEqualTo(GoingOn.edits(units));
      assertThat(merge.merged().isWhole()).as("cut at %d", cut).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void what_a_cut_left_is_a_beginning_of_what_was_sent(Format format, long seed) {
    var units = units(format, seed);
    var reply = UnitWriter.write(format, units).stripTrailing();

    for (int cut = 0; cut < reply.length(); cut++) {
      for (var partial :
          GoingOn.cut(UnitReaders.of(format), reply.substring(0, cut)).merged().open()) {
        var whole =
            GoingOn.edits(units).stream()
                .filter(edit -> edit.path().equals(partial.path()))
                .map(TextParts::of)
                .findFirst()
                .orElseThrow();
        var last = partial.texts().size() - 1;
        assertThat(partial.texts().subList(0, last)).isEqualTo(whole.subList(0, last));
        assertThat(whole.get(last).role()).isEqualTo(partial.last().role());
        assertThat(whole.get(last).text()).startsWith(partial.last().text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sloppyReplies")
  void a_sloppy_continuation_gives_the_same_or_nothing(Format format, Manner manner) {
    for (long seed = 0; seed < SEEDS; seed++) {
      var units = units(format, seed);
      var reply = UnitWriter.write(format, units).stripTrailing();
      for (int cut = 0; cut < reply.length(); cut += 1 + (int) seed % 5) {
        var merge = GoingOn.cut(UnitReaders.of(format), reply.substring(0, cut));
        var kept = merge.merged();
        var rest = new GoingOn(units).rest(kept, manner, seed);
        merge.nextCall();
        GoingOn.addTo(merge, UnitReaders.of(format), UnitWriter.write(format, rest));

        if (merge.merged().isWhole() && !looksObedient(kept, rest, manner)) {
          assertThat(merge.merged().edits())
              .as("seed %d cut at %d: %s", seed, cut, reply.substring(0, cut))
              .containsExactlyInAnyOrderElementsOf(GoingOn.edits(units));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_reply_cut_again_and_again_comes_to_its_end(Format format, long seed) {
    var units = units(format, seed);
    var random = new Random(seed);
    var merge = new Merge();
    var cuts = new ArrayList<String>();

    for (int call = 1; call < 200 && !(call > 1 && isAll(merge.merged(), units)); call++) {
      var rest = new GoingOn(units).rest(merge.merged(), Manner.OBEDIENT, seed);
      var reply = UnitWriter.write(format, rest);
      var longest = 80 + 2 * reply.length() / 3;
      var piece =
          reply.substring(0, Math.min(reply.length(), random.nextInt(longest / 2, longest)));
      cuts.add(piece);
      merge.nextCall();
      GoingOn.addTo(merge, UnitReaders.of(format), piece);
    }

    assertThat(merge.merged().edits()).as("%s", cuts).isEqualTo(GoingOn.edits(units));
    assertThat(merge.merged().open()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void a_continuation_in_another_format_is_as_good(Format format, long seed) {
    var units = units(format, seed);
    var reply = UnitWriter.write(format, units);
    var other = format == Format.ENVELOPE ? Format.NDJSON : Format.ENVELOPE;

    for (int cut = 0; cut < reply.length(); cut += 3) {
      var merge = GoingOn.cut(UnitReaders.of(format), reply.substring(0, cut));
      if (isAll(merge.merged(), units)) {
        continue;
      }
      var rest = new GoingOn(units).rest(merge.merged(), Manner.OBEDIENT, seed);
      merge.nextCall();
      GoingOn.addTo(
          merge, UnitReaders.of(other), "Sure:\n\n```\n" + UnitWriter.write(other, rest) + "```\n");

      assertThat(merge.merged().edits()).as("cut at %d", cut).isEqualTo(GoingOn.edits(units));
      assertThat(merge.merged().isWhole()).isTrue();
    }
  }

  /** The text goes on just as the lines before it, so that nobody can see what is missing. */
  private static boolean looksObedient(Merged kept, List<Unit> rest, Manner manner) {
    return (manner == Manner.SHORTER || manner == Manner.NO_ANCHOR)
        && kept.open().stream()
            .map(Partial::last)
            .flatMap(part -> Stream.of(Anchor.of(part.text()), lastLine(part.text())))
            .anyMatch(repeated ->
                rest.stream()
                    .filter(Unit.Continue.class::isInstance)
                    .flatMap(unit -> ((Unit.Continue) unit).texts().stream().limit(1))
                    .anyMatch(part -> Blanks.endOf(repeated, part.text(), 0) > 0));
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static boolean isAll(Merged merged, List<Unit> units) {
    return merged.open().isEmpty() && merged.edits().equals(GoingOn.edits(units));
  }

  private static List<Unit> units(Format format, long seed) {
    var any = new AnyUnits(seed);
    return GoingOn.distinct(format == Format.FULL_FILE ? any.wholeFiles() : any.all());
  }
}
