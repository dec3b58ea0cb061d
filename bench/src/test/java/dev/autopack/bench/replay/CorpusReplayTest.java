package dev.autopack.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All real commits of the corpus through the product's output path, each cut once. */
class CorpusReplayTest {
  private static final String CORPUS = "AUTOPACK_CORPUS";

  @BeforeEach
  void the_corpus_is_there() {
    assumeTrue(System.getenv(CORPUS) != null, CORPUS + " is not set");
  }

  @Test
  void every_commit_comes_out_to_the_byte_after_its_reply_was_cut_in_the_middle() throws Exception {
    var corpus = Path.of(System.getenv(CORPUS));
    var options =
        ReplayOptions.of(
            List.of(
                "--commits",
                corpus.resolve("commits-dev.jsonl").toString(),
                "--contents",
                corpus.resolve("commits-dev-contents.jsonl.gz").toString(),
                "--format",
                "chosen",
                "--cut",
                "50"));

    var row = new Replay(options).rows().getFirst();

    assertThat(row.commits()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(row.commits())
        .filteredOn(commit -> !commit.isExact())
        .map(commit -> commit.commit().name() + " " + commit.result())
        .isEmpty();
    assertThat(row.firstCut()).isEqualTo(1);
  }
}
