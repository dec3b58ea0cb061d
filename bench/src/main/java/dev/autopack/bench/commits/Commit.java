package dev.autopack.bench.commits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The facts of one real commit.
 *
 * @param repo as {@code owner/name}
 * @param date of the commit, {@code YYYY-MM-DD}
 * @param subject the first line of its message
 * @param outTokens its true output tokens by the corpus's name of an output format
 */
public record Commit(
    String repo,
    String sha,
    String parent,
    String date,
    String subject,
    Map<String, Long> outTokens,
    List<TouchedFile> files) {
  public Commit {
    outTokens = Map.copyOf(outTokens);
    files = List.copyOf(files);
  }

  /** How its number of files is grouped. */
  public Stratum stratum() {
    return Stratum.of(files.size());
  }

  /** For messages: the repository and the commit's abbreviated name. */
  public String name() {
    return repo + " " + sha.substring(0, Math.min(10, sha.length()));
  }

  /** What happened to a file. */
  public enum Status {
    ADDED,
    MODIFIED,
    DELETED,
    RENAMED
  }

  /**
   * One touched file; a rename counts once, under its new path.
   *
   * @param siblingsMedian tokens of the files of its kind beside it; empty where there are none
   */
  public record TouchedFile(
      Status status,
      String path,
      Optional<String> oldPath,
      Side before,
      Side after,
      Churn churn,
      OptionalLong siblingsMedian) {}

  /** A file's size on one side of the commit; zeros where it is not there. */
  public record Side(long bytes, long tokens, long lines) {}

  /**
   * How much of a file changed.
   *
   * @param fullLineTokens its whole new text as one NDJSON operation
   * @param editLineTokens its changes as one NDJSON operation
   * @param moveLineTokens its move and its changes as one NDJSON operation, if it is renamed
   */
  public record Churn(
      long added,
      long deleted,
      long hunks,
      long diffTokens,
      long fullLineTokens,
      long editLineTokens,
      long moveLineTokens) {}
}
