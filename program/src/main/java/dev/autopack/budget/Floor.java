package dev.autopack.budget;

import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Intent;

/**
 * The least output a call is allowed, by category and complexity: a small estimate may miss by far
 * more than its own size. A reply cut by its allowance costs another call; what is allowed and not
 * used costs nothing, but is held back from other work until the call is settled.
 */
public final class Floor {
  private Floor() {}

  /** In tokens. */
  public static int of(Intent intent) {
    return isBrief(intent.category())
        ? of(intent.complexity(), 512, 1_024, 2_048)
        : of(intent.complexity(), 768, 2_048, 4_096);
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
