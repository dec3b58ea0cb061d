package dev.autopack.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over random batches of files of random sizes. */
class EstimatorPropertyTest {
  private static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_is_allowed_is_no_less_than_what_is_likely_and_both_grow_with_the_files(long seed) {
    var random = new Random(seed);
    var batch = new Batch(random);
    for (var format : Format.values()) {
      for (var writing : Writing.values()) {
        var estimate = batch.estimate(format, writing, 1);
        var larger = batch.estimate(format, writing, 1 + random.nextDouble());

        assertThat(estimate.p95()).isGreaterThanOrEqualTo(estimate.p50());
        assertThat(larger.p50()).isGreaterThanOrEqualTo(estimate.p50());
        assertThat(larger.p95()).isGreaterThanOrEqualTo(estimate.p95());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void one_more_file_never_makes_it_less(long seed) {
    var batch = new Batch(new Random(seed));
    for (var writing : Writing.values()) {
      var estimate = batch.estimate(Format.NDJSON, writing, 1);

      assertThat(batch.withOneMore().estimate(Format.NDJSON, writing, 1).p50())
          .isGreaterThanOrEqualTo(estimate.p50());
    }
  }

  /** Some files, and how large they are. */
  private record Batch(List<Deliverable> files, List<Long> tokens, long median, Intent intent) {
    Batch(Random random) {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          random.nextLong(5_000),
          new Intent(
              "x", any(Category.values(), random), any(Complexity.values(), random), List.of()));
      for (int i = 0; i < 1 + random.nextInt(30); i++) {
        files.add(file(i, random));
        // Less is a file that holds nothing yet, and is estimated as a new one.
        tokens.add(21 + (random.nextBoolean() ? random.nextLong(800) : random.nextLong(40_000)));
      }
    }

    private static <T> T any(T[] all, Random random) {
      return all[random.nextInt(all.length)];
    }

    private static Deliverable file(int number, Random random) {
      var action = any(Deliverable.Action.values(), random);
      return new Deliverable(
          new RepoPath("f%d.%s".formatted(number, random.nextBoolean() ? "md" : "py")),
          Optional.of(action),
          action == Deliverable.Action.RENAME
              ? Optional.of(new RepoPath("f%d.old".formatted(number)))
              : Optional.empty(),
          List.of(),
          // A larger file of the same length to be is nearer to it.
          OptionalInt.empty(),
          List.of());
    }

    Batch withOneMore() {
      var more = new ArrayList<>(files);
      more.add(files.getFirst());
      return new Batch(more, tokens, median, intent);
    }

    Estimate estimate(Format format, Writing writing, double scale) {
      return new Estimator(new Scaled(this, scale)).estimate(format, writing, intent, files);
    }
  }

  private record Scaled(Batch batch, double scale) implements FileFacts {
    @Override
    public Optional<FileSize> size(RepoPath path) {
      int number = Integer.parseInt(path.value().substring(1, path.value().indexOf('.')));
      long tokens = Math.round(batch.tokens().get(number) * scale);
      return Optional.of(new FileSize(tokens, tokens / 8));
    }

    @Override
    public OptionalLong siblingsMedian(RepoPath path) {
      return OptionalLong.of(Math.round(batch.median() * scale));
    }
  }
}
