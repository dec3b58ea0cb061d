package dev.autopack.bench.estimate;

import dev.autopack.bench.commits.Commit;
import dev.autopack.bench.commits.Commit.TouchedFile;
import dev.autopack.bench.commits.Contents;
import dev.autopack.bench.replay.TrueOutput;
import dev.autopack.budget.Format;
import dev.autopack.budget.Writing;
import java.util.Optional;
import java.util.OptionalLong;

/** What a whole reply truly takes: by the oracle's text, or by the facts where there is no text. */
record TrueTokens(Commit commit, Optional<Contents> contents) {
  private static final int END = 9;
  private static final int DELETE = 14;

  /** Empty where it takes the contents to tell, and there are none. */
  OptionalLong of(Format format, Writing writing) {
    if (contents.isPresent()) {
      return OptionalLong.of(TrueOutput.tokens(commit, contents.orElseThrow(), format, writing));
    }
    return format == Format.NDJSON
        ? OptionalLong.of(END + commit.files().stream().mapToLong(it -> line(it, writing)).sum())
        : OptionalLong.empty();
  }

  private static long line(TouchedFile file, Writing writing) {
    var churn = file.churn();
    return switch (file.status()) {
      case ADDED -> churn.fullLineTokens();
      case MODIFIED ->
          writing == Writing.WHOLE
              ? churn.fullLineTokens()
              : Math.min(churn.editLineTokens(), churn.fullLineTokens());
      case RENAMED -> churn.moveLineTokens();
      case DELETED -> DELETE;
    };
  }

  /** By the corpus's own text in a format of its name; 0 where its file does not say. */
  long told(String format) {
    return commit.outTokens().getOrDefault(format, 0L);
  }
}
