package dev.autopack.budget;

import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Intent;

/**
 * The least output a call is allowed, by category and complexity. Generous on purpose: a reply cut
 * by its allowance costs another call, an allowance not used costs nothing.
 */
public final class Floor {
  private Floor() {}

  /** In tokens. */
  public static int of(Intent intent) {
    return isBrief(intent.category())
        ? of(intent.complexity(), 4_096, 8_192, 12_288)
        : of(intent.complexity(), 8_192, 12_288, 16_384);
  }

  private static int of(Complexity complexity, int low, int medium, int high) {
    return switch (complexity) {
      case LOW -> low;
      case MEDIUM -> medium;
      case HIGH -> high;
    };
  }

  private static boolean isBrief(Category category) {
    return switch (category) {
      case DOCS, CONFIGURATION -> true;
      case BACKEND,
          FRONTEND,
          TESTS,
          DATABASE,
          INTEGRATION,
          REFACTORING,
          DEPLOYMENT,
          DOC_SYNTHESIS,
          LEDGER,
          SECURITY_AUTH_CHANGE,
          SCHEMA_CONTRACT_CHANGE,
          EXTERNAL_FEATURE_REUSE ->
          false;
    };
  }
}
