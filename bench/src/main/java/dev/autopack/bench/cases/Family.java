package dev.autopack.bench.cases;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One kind of case: how the product gets it, and whether what comes out is right. */
interface Family {
  /**
   * Runs one case. Whatever is thrown is the outcome {@code crash}.
   *
   * @param scratch where files may be written
   */
  Result run(Case given, Scratch scratch) throws Exception;

  /** Puts into the last line what this family counts besides passes. */
  default void summarise(List<Result> results, ObjectNode line) {}
}
