package dev.autopack.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.bench.commits.Commits;
import dev.autopack.bench.commits.ContentsPack;
import dev.autopack.budget.Format;
import dev.autopack.budget.ModelProfile;
import dev.autopack.budget.Writing;
import dev.autopack.edit.RepoPath;
import dev.autopack.manifest.Batch;
import dev.autopack.manifest.Batching;
import dev.autopack.manifest.ManifestMaker;
import dev.autopack.manifest.Preflight;
import dev.autopack.plan.Phase;
import dev.autopack.plan.Plan;
import dev.autopack.plan.PlanReader;
import dev.autopack.plan.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the real commits of the corpus with ten or more files are divided: held against the true
 * sizes of the batches, and against the imports in the finished files. No order keeps all of these:
 * files import each other in circles that are larger than a batch, and what a change adds is not
 * known before ({@code docs/figures.md}).
 */
@EnabledIfEnvironmentVariable(named = "AUTOPACK_CORPUS", matches = ".+")
class BatchCorpusTest {
  private static final int MANY_FILES = 10;
  private static final Writing WRITING = Writing.EDITS;

  @ParameterizedTest
  @CsvSource({"8192, 95", "16384, 97"})
  void batches_hold_what_they_should_and_come_after_what_they_import(int cap, int leastInOrder) {
    var tally = new Tally();
    for (var truth : truths()) {
      phase(truth).ifPresent(phase -> tally.add(truth, batches(truth, phase, cap), cap));
    }

    assertThat(tally.tooLarge * 100.0 / tally.severalFiles).as("%s", tally).isLessThanOrEqualTo(5);
    assertThat(tally.inOrder()).as("%s", tally).isGreaterThanOrEqualTo(leastInOrder);
  }

  private static List<Truth> truths() {
    var corpus = Path.of(System.getenv("AUTOPACK_CORPUS"));
    var commits =
        Commits.read(corpus.resolve("commits-dev.jsonl")).stream()
            .filter(commit -> commit.files().size() >= MANY_FILES)
            .toList();
    var contents = ContentsPack.read(corpus.resolve("commits-dev-contents.jsonl.gz"), commits);
    return commits.stream()
        .flatMap(commit -> contents.find(commit).map(it -> new Truth(commit, it)).stream())
        .toList();
  }

  private static Optional<Phase> phase(Truth truth) {
    return switch (PlanReader.read("plan.json", PlanOf.commit(truth))) {
      case Reading.Mistaken<Plan> _ -> Optional.empty();
      case Reading.Read<Plan>(var plan, _) -> Optional.of(plan.phases().getFirst());
    };
  }

  private static List<Batch> batches(Truth truth, Phase phase, int cap) {
    var tree = new CommitTree(truth.contents().before());
    var output =
        new ManifestMaker.Output(Stage.sizes(truth.commit(), tree), Format.NDJSON, WRITING, 1);
    var manifest = new ManifestMaker(Preflight.STANDARD).make(phase, tree, output);
    return Batching.of(phase.intent(), output, new ModelProfile.Window(1_000_000, cap))
        .divide(phase.deliverables(), manifest.dependencies());
  }

  /** What all commits come to. */
  private static final class Tally {
    private int commits;
    private int batches;
    private int severalFiles;
    private int tooLarge;
    private int edges;
    private final List<String> against = new ArrayList<>();

    double inOrder() {
      return 100.0 - 100.0 * against.size() / edges;
    }

    @Override
    public String toString() {
      return "%d commits, %d batches, %d of two and more files, %d of these too large; %d of %d import edges against the order"
          .formatted(commits, batches, severalFiles, tooLarge, against.size(), edges);
    }

    void add(Truth truth, List<Batch> divided, int cap) {
      commits++;
      batches += divided.size();
      var homes = new HashMap<String, Integer>();
      for (int i = 0; i < divided.size(); i++) {
        for (var path : divided.get(i).files()) {
          homes.put(path.value(), i);
        }
      }
      for (var batch : divided) {
        if (batch.files().size() > 1) {
          severalFiles++;
          tooLarge += tokens(truth, batch) > cap ? 1 : 0;
        }
      }
      TrueImports.among(truth.contents().after())
          .forEach((file, imported) -> {
            for (var other : imported) {
              edges++;
              if (homes.getOrDefault(other, 0) > homes.getOrDefault(file, 0)) {
                against.add("%s: %s imports %s".formatted(truth.commit().name(), file, other));
              }
            }
          });
    }

    private static int tokens(Truth truth, Batch batch) {
      var paths = batch.files().stream().map(RepoPath::value).collect(Collectors.toSet());
      return truth.tokens(Script.NDJSON, WRITING, paths);
    }
  }
}
