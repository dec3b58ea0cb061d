package dev.autopack.policy;

import java.util.List;

/** What policy says of a change; the strictest finding decides. */
public sealed interface Decision {
  /** Findings here only notify. */
  record Allow(List<Finding> findings) implements Decision {
    public Allow {
      findings = List.copyOf(findings);
    }
  }

  /** A person must approve each of these. */
  record Ask(List<Finding> findings) implements Decision {
    public Ask {
      findings = List.copyOf(findings);
    }
  }

  /** No one can approve this. */
  record Refuse(List<Finding> findings) implements Decision {
    public Refuse {
      findings = List.copyOf(findings);
    }
  }
}
