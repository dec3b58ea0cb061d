package dev.autopack.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.edit.ChangeSet;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.Proposal;
import dev.autopack.edit.Resolution;
import dev.autopack.edit.Resolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A diff that is cut anywhere, gone on with, cut again, and so on, is the diff uncut. */
class DiffContinuationPropertyTest {
  private static final int MAX_CALLS = 60;

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_reply_that_is_cut_and_gone_on_with_makes_the_same_change(long seed) {
    var any = AnyChanges.of(seed);
    var random = new Random(seed);
    var merge = new Merge();
    var said = new HashSet<String>();
    var reply = DiffWriter.write(any.changes());
    var calls = 0;
    for (var isWhole = false; !isWhole; calls++) {
      assertThat(calls).as("calls, of which each must bring something").isLessThan(MAX_CALLS);
      var least = 150 + random.nextInt(600);
      isWhole = reply.length() <= least;
      take(merge, isWhole ? reply : reply.substring(0, least));
      assertThat(said.add(merge.merged() + "" + calls)).isTrue();
      reply = new RestOfDiff(any.changes(), merge.merged()).reply();
    }

    var merged = merge.merged();
    assertThat(merged.open()).isEmpty();
    assertThat(merged.problems()).isEmpty();
    assertThat(Resolver.resolve(any.before(), new Proposal(merged.edits())))
        .isEqualTo(new Resolution.Resolved(any.changes(), List.of()));
  }

  private static void take(Merge merge, String text) {
    merge.nextCall();
    var reader = UnitReaders.of(Format.DIFF);
    var reads = new ArrayList<>(reader.feed(text));
    var ending = reader.finish();
    reads.addAll(ending.reads());
    for (var read : reads) {
      assertThat(read).isInstanceOf(UnitReader.Read.Closed.class);
      merge.add(((UnitReader.Read.Closed) read).unit());
    }
    ending.open().ifPresent(merge::add);
  }

  /** What does not fit is refused, and the model told; never is it put to a wrong place. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_sloppy_continuation_gives_the_same_change_or_none(long seed) {
    var any = AnyChanges.of(seed);
    var reply = DiffWriter.write(any.changes());
    for (var manner : RestOfDiff.Manner.values()) {
      var merge = new Merge();
      take(merge, reply.substring(0, new Random(seed).nextInt(reply.length())));
      take(merge, new RestOfDiff(any.changes(), merge.merged(), manner).reply());

      var merged = merge.merged();
      if (merged.isWhole()) {
        var made = Resolver.resolve(any.before(), new Proposal(merged.edits()));
        assertThat(made instanceof Resolution.Resolved(var changes, _) ? texts(changes) : "refused")
            .as(manner.name())
            .isIn(texts(any.changes()), "refused");
      }
    }
  }

  /** Without how exactly they were found. */
  private static Object texts(ChangeSet changes) {
    return changes.changes().stream()
        .collect(Collectors.toMap(FileChange::path, FileChange::after));
  }
}
