package dev.autopack.plan;

import java.util.Locale;

/** What kind of work a phase is; written in plans in lower case. */
public enum Category {
  BACKEND,
  FRONTEND,
  TESTS,
  DOCS,
  CONFIGURATION,
  DATABASE,
  INTEGRATION,
  REFACTORING,
  DEPLOYMENT,
  DOC_SYNTHESIS,
  LEDGER,
  SECURITY_AUTH_CHANGE,
  SCHEMA_CONTRACT_CHANGE,
  EXTERNAL_FEATURE_REUSE;

  /** As written in a plan. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
