package dev.autopack.gate;

import java.util.List;

/** What one gate says of a tree. Silence is not a verdict; the finalizer counts it as unknown. */
public sealed interface Verdict {
  GateName gate();

  /** One line for people. */
  String summary();

  /**
   * Nothing is wrong.
   *
   * @param told what people should know all the same, a line each; it blocks nothing
   */
  record Pass(GateName gate, String summary, List<String> told) implements Verdict {
    public Pass {
      told = List.copyOf(told);
    }

    public Pass(GateName gate, String summary) {
      this(gate, summary, List.of());
    }
  }

  /**
   * The gate ran and the tree is not good enough.
   *
   * @param findings each for the next attempt: test, file, line, expectation
   */
  record Fail(GateName gate, String summary, List<GateFinding> findings) implements Verdict {
    public Fail {
      findings = List.copyOf(findings);
    }
  }

  /** The gate could not tell; that blocks as much as a failure. */
  record Unknown(GateName gate, String summary, List<GateFinding> findings) implements Verdict {
    public Unknown {
      findings = List.copyOf(findings);
    }
  }
}
