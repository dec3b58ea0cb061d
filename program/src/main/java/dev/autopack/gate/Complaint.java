package dev.autopack.gate;

/** What is wrong with one test, before it is put into words. */
record Complaint(Why why, TestResult test) {
  /** The reasons, those that say most of the cause first: a test is complained of for one. */
  enum Why {
    VANISHED(
        "has vanished: it was there before this phase; tests may not be removed, renamed or moved",
        "have vanished: they were there before this phase; tests may not be removed, renamed or"
            + " moved"),
    NEWLY_SKIPPED(
        "is skipped now and was not before this phase; tests may not be switched off",
        "are skipped now and were not before this phase; tests may not be switched off"),
    DID_NOT_RUN(
        "passed before this phase, and now the run ended before it",
        "passed before this phase, and now the run ended before them"),
    ORDER_DEPENDENT(
        "passes alone now, and fails behind the tests that run before it: this phase made it depend"
            + " on their order",
        "pass alone now, and fail behind the tests that run before them: this phase made them"
            + " depend on their order"),
    MUST_PASS("must pass for this phase, and fails", "must pass for this phase, and fail"),
    NEW_REASON(
        "failed before this phase too, but now for another reason",
        "failed before this phase too, but now for other reasons"),
    NEWLY_BAD(
        "fails now, and is not known to have failed before this phase",
        "fail now, and are not known to have failed before this phase"),
    MUST_NOT_BE_SKIPPED(
        "must pass for this phase, and is skipped", "must pass for this phase, and are skipped"),
    MUST_RUN(
        "must pass for this phase, and did not run", "must pass for this phase, and did not run");

    private final String ofOne;
    private final String ofSeveral;

    Why(String ofOne, String ofSeveral) {
      this.ofOne = ofOne;
      this.ofSeveral = ofSeveral;
    }

    String text(int tests) {
      return tests == 1 ? ofOne : ofSeveral;
    }

    boolean isFailure() {
      return switch (this) {
        case ORDER_DEPENDENT, MUST_PASS, NEW_REASON, NEWLY_BAD -> true;
        case VANISHED, NEWLY_SKIPPED, DID_NOT_RUN, MUST_NOT_BE_SKIPPED, MUST_RUN -> false;
      };
    }

    static Why of(Regression.Kind kind) {
      return switch (kind) {
        case VANISHED -> VANISHED;
        case NEWLY_SKIPPED -> NEWLY_SKIPPED;
        case DID_NOT_RUN -> DID_NOT_RUN;
        case NEW_REASON -> NEW_REASON;
        case NEWLY_BAD -> NEWLY_BAD;
      };
    }

    /** Of a test that the phase is held to and that did not pass. */
    static Why ofSelected(TestResult.Outcome outcome) {
      return switch (outcome) {
        case SKIPPED -> MUST_NOT_BE_SKIPPED;
        case UNKNOWN -> MUST_RUN;
        case PASSED, FAILED, ERROR -> MUST_PASS;
      };
    }
  }

  static Complaint of(Regression regression) {
    return new Complaint(Why.of(regression.kind()), regression.now());
  }

  static Complaint ofSelected(TestResult test) {
    return new Complaint(Why.ofSelected(test.outcome()), test);
  }

  /** The one that says more of the cause. */
  Complaint or(Complaint other) {
    return why.compareTo(other.why) <= 0 ? this : other;
  }

  /** The same with the cause that running it again showed. */
  Complaint dependingOnOrder() {
    return new Complaint(Why.ORDER_DEPENDENT, test);
  }

  /** Where it belongs in a list: one line a file for what is missing. */
  String place() {
    return test.file().isEmpty() ? test.id().suite() : test.file();
  }
}
