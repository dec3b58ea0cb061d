package dev.autopack.gate;

import java.util.List;

/**
 * What a phase's COMPLETE rests on, for anyone to read and execute again.
 *
 * @param subject which phase of which run
 * @param notBuilt gates that do not exist yet: neither passed nor waived
 * @param sandbox what held the tests in
 */
public record Evidence(
    Subject subject,
    List<Verdict> verdicts,
    List<Waiver> waivers,
    List<GateName> notBuilt,
    Baseline baseline,
    List<TestReport> reports,
    String sandbox) {
  public Evidence {
    verdicts = List.copyOf(verdicts);
    waivers = List.copyOf(waivers);
    notBuilt = List.copyOf(notBuilt);
    reports = List.copyOf(reports);
  }

  /**
   * What the evidence is about.
   *
   * @param changed what git says of the changed files, a line each
   * @param sealedAt ISO-8601
   */
  public record Subject(
      String run,
      String phase,
      int attempt,
      String baseCommit,
      String tree,
      List<String> changed,
      String sealedAt) {
    public Subject {
      changed = List.copyOf(changed);
    }
  }
}
