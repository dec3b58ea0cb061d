package dev.autopack.budget;

import dev.autopack.plan.Category;

/** Calls whose estimates miss alike, and are therefore corrected together. */
public record Stratum(Format format, Writing writing, Category category) {
  @Override
  public String toString() {
    return "%s, %s, %s".formatted(format.id(), writing.id(), category.id());
  }
}
