package dev.autopack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.budget.Format;
import dev.autopack.plan.Category;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every metric, whatever is on record. */
class MetricPropertyTest {
  private static final int[] SIZES = {0, 1, 2, 4, 5, 9, 10, 19, 20, 60};

  private static final List<Category> CATEGORIES = List.of(Category.values());
  private static final List<Format> FORMATS = List.of(Format.values());

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Any calls: batches of one to four calls, each with any end. */
  private static List<CallFacts> anyCalls(Random random) {
    var rows = new ArrayList<CallFacts>();
    for (int batch = 0; batch < random.nextInt(30); batch++) {
      var files = SIZES[random.nextInt(SIZES.length)];
      var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
      var fate = random.nextInt(4);
      for (int number = 1; number <= 1 + random.nextInt(4); number++) {
        var row = Row.call().in("run-" + batch).number(number).files(files).category(category);
        row.model(random.nextBoolean() ? "opus" : "sonnet").predicted(random.nextInt(500));
        row.format(FORMATS.get(batch % FORMATS.size()));
        rows.add(withFate(ended(row, random), fate, random).facts());
      }
    }
    return rows;
  }

  private static Row ended(Row row, Random random) {
    var output = random.nextInt(1_000);
    var ended =
        switch (random.nextInt(7)) {
          case 0 -> row.cut(output);
          case 1 -> row.cancelled(output);
          case 2 -> row.failed();
          case 3 -> row.lost();
          case 4 -> row.broken(output);
          case 5 -> row;
          default -> row.complete(output);
        };
    if (random.nextInt(5) == 0) {
      ended.foreign("fenced");
    }
    return random.nextInt(3) == 0 ? ended.refined(random.nextInt(900)).batched() : ended;
  }

  private static Row withFate(Row row, int fate, Random random) {
    return switch (fate) {
      case 0 -> row;
      case 1 -> row.dropped();
      case 2 -> row.committedNobodyKnowsHowMuch();
      // More than came out is nobody's to claim, but may be on record.
      default -> row.committed(random.nextInt(1_200));
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shares_are_within_0_and_1_and_errors_are_not_negative(long seed) {
    var calls = CallInBatch.of(anyCalls(new Random(seed)));

    for (var metric : Metric.values()) {
      var value = metric.of(calls).value();
      if (value.isPresent()) {
        assertThat(value.getAsDouble()).as(metric.id()).isNotNegative().isFinite();
        if (metric.unit() == Metric.Unit.SHARE) {
          assertThat(value.getAsDouble()).as(metric.id()).isLessThanOrEqualTo(1);
        }
      }
      assertThat(metric.of(calls).n()).isBetween(0L, (long) calls.size());
      assertThat(value.isPresent()).as(metric.id()).isEqualTo(isKnown(metric.of(calls)));
    }
  }

  /** Tokens of calls that brought none have no share. */
  private static boolean isKnown(Measure measure) {
    return measure instanceof Measure.Share(_, var whole, _) ? whole > 0 : measure.n() > 0;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_groups_of_every_dimension_come_to_the_whole(long seed) {
    var facts = anyCalls(new Random(seed));

    for (var dimension : Dimension.values()) {
      var statistics = Statistics.of(facts, Optional.of(dimension));
      var groups = statistics.groups();
      assertThat(groups.stream().mapToLong(Statistics.Part::calls).sum()).isEqualTo(facts.size());
      for (var metric : Metric.values()) {
        assertThat(sums(groups.stream().map(group -> group.of(metric))))
            .as("%s by %s", metric.id(), dimension.id())
            .isEqualTo(sums(Stream.of(statistics.all().of(metric))));
      }
    }
  }

  /** Parts, wholes, sums and numbers, added up. */
  private static List<Long> sums(Stream<Measure> measures) {
    var columns =
        measures
            .map(measure ->
                switch (measure) {
                  case Measure.Share(var part, var whole, var n) -> List.of(part, whole, n);
                  case Measure.Total(var sum, var n) -> List.of(sum, 0L, n);
                  case Measure.Middle middle -> List.of(0L, 0L, middle.n());
                })
            .toList();
    return IntStream.range(0, 3)
        .mapToObj(i -> columns.stream().mapToLong(column -> column.get(i)).sum())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_order_of_the_record_does_not_matter(long seed) {
    var facts = anyCalls(new Random(seed));
    var shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Statistics.of(shuffled, Optional.of(Dimension.SCOPE)))
        .isEqualTo(Statistics.of(facts, Optional.of(Dimension.SCOPE)));
  }
}
