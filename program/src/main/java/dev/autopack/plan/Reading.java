package dev.autopack.plan;

import dev.autopack.error.OperatorException;
import java.util.List;
import java.util.stream.Collectors;

/** What came of reading a document: the value, or every mistake in it. */
public sealed interface Reading<T> {
  /** What to tell the reader's user: the value, or an exception that lists all mistakes. */
  T orThrow();

  /**
   * The document holds.
   *
   * @param warnings sentences worth showing, each with its place; nothing that stops a run
   */
  record Read<T>(T value, List<String> warnings) implements Reading<T> {
    public Read {
      warnings = List.copyOf(warnings);
    }

    @Override
    public T orThrow() {
      return value;
    }
  }

  /**
   * The document does not hold.
   *
   * @param source the file's name, as messages show it
   * @param mistakes at least one, in the order of their lines
   */
  record Mistaken<T>(String source, List<Mistake> mistakes) implements Reading<T> {
    public Mistaken {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("'%s' refused without a mistake".formatted(source));
      }
    }

    /**
     * Never returns.
     *
     * @throws OperatorException with one line a mistake
     */
    @Override
    public T orThrow() {
      throw new OperatorException(
          mistakes.stream().map(mistake -> mistake.text(source)).collect(Collectors.joining("\n")),
          mistakes.size() == 1
              ? "Correct it in %s and run the command again.".formatted(source)
              : "Correct these %d mistakes in %s and run the command again."
                  .formatted(mistakes.size(), source));
    }
  }
}
