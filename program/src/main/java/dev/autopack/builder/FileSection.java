package dev.autopack.builder;

import dev.autopack.edit.RepoPath;
import dev.autopack.model.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses which files a prompt quotes whole, which in part and which it only names, within a number
 * of tokens: first the deliverables, then the reading in the manifest's order.
 *
 * @param deliverables what the phase works on, as it is now
 * @param reading most useful first
 */
record FileSection(List<QuotedFile> deliverables, List<QuotedFile> reading) {
  /** Reading beyond this costs more than it helps, however large the model's window is. */
  private static final int MAX_READING_TOKENS = 24_000;

  /** One long file must not push the others out. */
  private static final int MAX_TOKENS_A_FILE = 12_000;

  /** An excerpt smaller than this says too little. */
  private static final int MIN_EXCERPT_TOKENS = 200;

  FileSection {
    deliverables = List.copyOf(deliverables);
    reading = List.copyOf(reading);
  }

  /**
   * What came of the choice.
   *
   * @param text the quoted files, one after the other
   * @param named those there was no room for
   */
  record Chosen(String text, List<RepoPath> named) {
    Chosen {
      named = List.copyOf(named);
    }
  }

  List<String> texts() {
    var texts = new ArrayList<String>();
    deliverables.forEach(file -> texts.add(file.text()));
    reading.forEach(file -> texts.add(file.text()));
    return texts;
  }

  /** No text at all, every file by its name. */
  Chosen onlyNamed() {
    return new Chosen(
        "", Stream.concat(deliverables.stream(), reading.stream()).map(QuotedFile::path).toList());
  }

  Chosen within(int tokens, Marker marker) {
    var quoted = new HashMap<RepoPath, String>();
    // Cheap first: for a small phase the vocabulary is never loaded.
    if (!addAll(quoted, Math.min(tokens, MAX_READING_TOKENS), marker)) {
      int left = tokens - addDeliverables(quoted, tokens, marker);
      addReading(quoted, Math.min(left, MAX_READING_TOKENS), marker);
    }
    var text = new StringBuilder();
    var named = new ArrayList<RepoPath>();
    for (var files : List.of(deliverables, reading)) {
      for (var file : files) {
        Optional.ofNullable(quoted.get(file.path()))
            .ifPresentOrElse(text::append, () -> named.add(file.path()));
      }
    }
    return new Chosen(text.toString(), named);
  }

  /** Quotes every file whole if they surely fit together; else none. */
  private boolean addAll(Map<RepoPath, String> quoted, int tokens, Marker marker) {
    var all = new HashMap<RepoPath, String>();
    deliverables.forEach(file -> all.put(file.path(), file.whole(marker)));
    reading.forEach(file -> all.put(file.path(), file.whole(marker)));
    boolean fits = all.values().stream().mapToInt(TokenCounter::atMost).sum() <= tokens;
    if (fits) {
      quoted.putAll(all);
    }
    return fits;
  }

  /** Small ones first, so that what they leave of their share goes to the larger ones. */
  private int addDeliverables(Map<RepoPath, String> quoted, int tokens, Marker marker) {
    var whole = new HashMap<RepoPath, String>();
    deliverables.forEach(file -> whole.put(file.path(), file.whole(marker)));
    int most = whole.values().stream().mapToInt(TokenCounter::atMost).sum();
    if (most <= tokens - MAX_READING_TOKENS) {
      // What is left is more than reading may take, so an exact count would change nothing.
      quoted.putAll(whole);
      return most;
    }
    var bySize =
        deliverables.stream()
            .sorted(Comparator.comparingInt((QuotedFile file) -> file.text().length()))
            .toList();
    int used = 0;
    int waiting = bySize.size();
    for (var file : bySize) {
      used += add(quoted, file, (tokens - used) / waiting--, marker);
    }
    return used;
  }

  private void addReading(Map<RepoPath, String> quoted, int tokens, Marker marker) {
    int left = tokens;
    for (var file : reading) {
      left -= add(quoted, file, Math.min(left, MAX_TOKENS_A_FILE), marker);
    }
  }

  /** How many tokens it took. */
  private static int add(Map<RepoPath, String> quoted, QuotedFile file, int room, Marker marker) {
    var whole = file.whole(marker);
    int size = TokenCounter.count(whole);
    if (size <= room) {
      quoted.put(file.path(), whole);
      return size;
    }
    return room < MIN_EXCERPT_TOKENS
        ? 0
        : file.shortened(marker, room)
            .map(part -> {
              quoted.put(file.path(), part);
              return TokenCounter.count(part);
            })
            .orElse(0);
  }
}
