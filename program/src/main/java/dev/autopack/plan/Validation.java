package dev.autopack.plan;

import dev.autopack.edit.RepoPath;
import java.util.List;
import java.util.Optional;

/**
 * What decides that a phase works.
 *
 * @param tests test files or ids that must pass; empty: every test paired with a deliverable
 * @param command argv of a command whose exit code decides, started without a shell
 * @param report the JUnit XML file that the command writes: then its tests decide too, one by one
 */
public record Validation(
    List<String> tests, Optional<List<String>> command, Optional<RepoPath> report) {
  public static final Validation NONE = new Validation(List.of(), Optional.empty());

  public Validation {
    tests = List.copyOf(tests);
    command = command.map(List::copyOf);
    if (command.filter(List::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a validation command without a word");
    }
    if (report.isPresent() && command.isEmpty()) {
      throw new IllegalArgumentException("a report that no command writes");
    }
  }

  /** Of a command that writes no report. */
  public Validation(List<String> tests, Optional<List<String>> command) {
    this(tests, command, Optional.empty());
  }
}
