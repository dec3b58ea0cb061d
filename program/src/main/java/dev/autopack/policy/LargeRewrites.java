package dev.autopack.policy;

import dev.autopack.policy.Finding.Severity;
import java.util.List;

/** A long file that hardly looks like itself afterwards: often one written from memory. */
record LargeRewrites() implements Rule.OfText {
  private static final int LARGE_FROM_LINES = 300;
  private static final double ASK_UNDER_SIMILARITY = 0.6;

  @Override
  public String name() {
    return "large-rewrite";
  }

  @Override
  public String minds() {
    return "A file of 300 lines or more that keeps too few of them needs a person's approval.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    return FilePair.of(judged.changes()).stream()
        .filter(pair -> !pair.after().isEmpty())
        .filter(pair -> pair.lines().before() >= LARGE_FROM_LINES)
        .filter(pair -> pair.lines().similarity() < ASK_UNDER_SIMILARITY)
        .map(pair ->
            new Said(
                Severity.ASK,
                List.of(pair.path()),
                "%d of its %d lines are left"
                    .formatted(pair.lines().kept(), pair.lines().before())))
        .toList();
  }

  @Override
  public List<Example> matching() {
    return List.of(
        Example.text("all of 300 lines", Deletions.numbered(300), "x\n".repeat(300)),
        Example.text("300 lines to 100", Deletions.numbered(300), Deletions.numbered(100)));
  }

  @Override
  public List<Example> passing() {
    return List.of(
        Example.text("all of 299 lines", Deletions.numbered(299), "x\n".repeat(299)),
        Example.text("300 lines to 150", Deletions.numbered(300), Deletions.numbered(150)),
        Example.text("a new file", "", Deletions.numbered(400)));
  }
}
