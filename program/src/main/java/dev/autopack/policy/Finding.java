package dev.autopack.policy;

import dev.autopack.edit.RepoPath;
import java.util.List;

/**
 * One thing a rule says of a change: the same record on the command line, in the store and in the
 * next attempt's digest.
 *
 * @param rule the rule's name, as {@code policy explain} prints it
 * @param justification why, for people and builders; never a way round the rule
 */
public record Finding(
    String rule, Severity severity, List<RepoPath> paths, String justification, Risk risk) {
  public Finding {
    paths = List.copyOf(paths);
  }

  /** What a finding demands. */
  public enum Severity {
    NOTIFY,
    ASK,
    REFUSE
  }
}
