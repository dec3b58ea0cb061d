package dev.autopack.workspace;

import dev.autopack.plan.PhaseId;
import dev.autopack.plan.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A commit that a run made, as anyone reads it from the repository.
 *
 * @param text its message without the trailers
 * @param trailers the last paragraph's lines by their keys
 */
public record SealedCommit(
    CommitId id, TreeId tree, List<CommitId> parents, String text, Map<String, String> trailers) {
  public static final String RUN = "Autopack-Run";
  public static final String PHASE = "Autopack-Phase";
  public static final String ATTEMPT = "Autopack-Attempt";
  public static final String EVIDENCE = "Autopack-Evidence";

  /** On commits that were moved onto another one: which they were. */
  public static final String REBASED_FROM = "Autopack-Rebased-From";

  private static final String HASH = "sha256:";

  public SealedCommit {
    parents = List.copyOf(parents);
    trailers = Map.copyOf(trailers);
  }

  /** As the trailer that names evidence writes it. */
  public static String seal(String sha256) {
    return HASH + sha256;
  }

  /** Empty where the trailer is missing or holds no run's name. */
  public Optional<RunId> run() {
    try {
      return Optional.ofNullable(trailers.get(RUN)).map(RunId::new);
    } catch (IllegalArgumentException noRun) {
      return Optional.empty();
    }
  }

  public Optional<PhaseId> phase() {
    try {
      return Optional.ofNullable(trailers.get(PHASE)).map(PhaseId::new);
    } catch (IllegalArgumentException noPhase) {
      return Optional.empty();
    }
  }

  /** The SHA-256 of the evidence that the commit rests on, in hexadecimal. */
  public Optional<String> evidence() {
    return Optional.ofNullable(trailers.get(EVIDENCE))
        .filter(value -> value.startsWith(HASH))
        .map(value -> value.substring(HASH.length()));
  }

  /** Whether it was rebased when its run landed; the evidence is the last one's then. */
  public boolean isRebased() {
    return trailers.containsKey(REBASED_FROM);
  }

  /** The first line of its message. */
  public String subject() {
    return text.lines().findFirst().orElse("");
  }
}
