package dev.autopack.plan;

import java.util.List;

/**
 * What a phase is for, in words.
 *
 * @param acceptance shown to builder and auditor; only validation decides
 */
public record Intent(
    String goal, Category category, Complexity complexity, List<String> acceptance) {
  public Intent {
    acceptance = List.copyOf(acceptance);
  }
}
