package dev.autopack.failure;

import java.util.List;

/**
 * Why an attempt did not work.
 *
 * @param fingerprint the same for the same cause: the same one twice never gets the same response
 * @param digests what the next attempt reads, most important first
 */
public record Failure(Kind kind, String fingerprint, List<FailureDigest> digests) {
  public Failure {
    digests = List.copyOf(digests);
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("a failure that says nothing");
    }
  }

  /** The class of a failure. */
  public enum Kind {
    /** The reply held no usable unit, or broke the format. */
    FORMAT,
    /** An edit did not fit the tree. */
    CONFLICT,
    /** Policy refuses the change. */
    REFUSED,
    /** A person said no. */
    DENIED,
    /** A gate failed or does not know. */
    NOT_COMPLETE,
    /** The reply stayed cut after its continuation. */
    CUT
  }
}
