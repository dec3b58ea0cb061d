package dev.autopack.budget;

/** How large a file is. */
public record FileSize(long tokens, long lines) {
  public FileSize {
    if (tokens < 0 || lines < 0) {
      throw new IllegalArgumentException("%d tokens, %d lines".formatted(tokens, lines));
    }
  }
}
