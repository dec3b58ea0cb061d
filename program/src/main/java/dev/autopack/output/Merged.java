package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import java.util.List;

/**
 * What the calls of a batch brought so far.
 *
 * @param edits whole operations, in the order they closed
 * @param open what is still open, at most one of a path
 * @param problems what of the last call could not be used, each a sentence for the builder
 */
public record Merged(List<FileEdit> edits, List<Partial> open, List<String> problems) {
  public static final Merged NOTHING = new Merged(List.of(), List.of(), List.of());

  private static final int PIECE_CHARS = 200;

  public Merged {
    edits = List.copyOf(edits);
    open = List.copyOf(open);
    problems = List.copyOf(problems);
  }

  /** Whether nothing is missing that was begun. */
  public boolean isWhole() {
    return open.isEmpty() && problems.isEmpty();
  }

  public boolean isEmpty() {
    return edits.isEmpty() && open.isEmpty();
  }

  /**
   * How much there is, in operations, texts and whole lines (or 200 characters of an unfinished
   * one): what grows while a model gets on.
   */
  public long progress() {
    var operations = edits.stream().mapToLong(edit -> 1 + lines(TextParts.of(edit))).sum();
    return operations
        + open.stream()
            .mapToLong(it -> lines(it.texts()) - it.texts().size() + Hunks.count(it))
            .sum();
  }

  /** The characters of all texts. */
  public long chars() {
    return edits.stream()
            .flatMap(edit -> TextParts.of(edit).stream())
            .mapToLong(Merged::chars)
            .sum()
        + open.stream().flatMap(it -> it.texts().stream()).mapToLong(Merged::chars).sum();
  }

  private static long chars(TextPart part) {
    return part.text().length();
  }

  static long lines(List<TextPart> texts) {
    return texts.stream().mapToLong(part -> 1 + lines(part.text())).sum();
  }

  private static long lines(String text) {
    var feeds = text.chars().filter(c -> c == '\n').count();
    return feeds + (text.length() - text.lastIndexOf('\n') - 1) / PIECE_CHARS;
  }
}
