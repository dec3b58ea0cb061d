package dev.autopack.gate;

import dev.autopack.edit.RepoPath;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a phase's COMPLETE rests on, for anyone to read and execute again.
 *
 * @param subject which phase of which run
 * @param baseline what the reports were held against
 * @param coverage what the change did to it
 * @param doubts why some failures did not count
 * @param artefacts SHA-256 of what is kept in full, by what it is
 * @param sandbox what held the tests in
 */
public record Evidence(
    Subject subject,
    Decided decided,
    Baseline baseline,
    List<TestReport> reports,
    CoverageDelta coverage,
    Doubts doubts,
    SortedMap<String, String> artefacts,
    String sandbox) {
  public Evidence {
    reports = List.copyOf(reports);
    artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
  }

  /**
   * What was said of the tree.
   *
   * @param notAsked gates that had no question here: neither passed nor waived
   * @param audit the one thing that was asked of a model instead of executed
   */
  public record Decided(
      List<Verdict> verdicts, List<Waiver> waivers, List<GateName> notAsked, Audit audit) {
    public Decided {
      verdicts = List.copyOf(verdicts);
      waivers = List.copyOf(waivers);
      notAsked = List.copyOf(notAsked);
    }
  }

  /**
   * What the evidence is about.
   *
   * @param changed what git says of the changed files, a line each
   * @param named test files that the plan names, run whatever the tools find by themselves
   * @param commandReport the JUnit XML that the plan's command writes, where it names one
   * @param sealedAt ISO-8601
   */
  public record Subject(
      String run,
      String phase,
      int attempt,
      String baseCommit,
      String tree,
      List<String> changed,
      List<String> named,
      Optional<RepoPath> commandReport,
      String sealedAt) {
    public Subject {
      changed = List.copyOf(changed);
      named = List.copyOf(named);
    }
  }
}
